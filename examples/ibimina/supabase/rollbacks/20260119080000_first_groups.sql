delete from app.groups where name in ('Canal Side', 'Upper Lock', 'The Weir');
delete from app.flags where name = 'maintenance_mode';
