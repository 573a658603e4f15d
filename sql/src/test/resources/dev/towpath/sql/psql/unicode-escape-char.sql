select U&'d!0061;' uescape '!';
select 2;
