select U&'d\0061t;\+000061', u&'\0061\0041' uescape '\';
select U&"d\0061t;a" from (select 1 as "data;a") t;
