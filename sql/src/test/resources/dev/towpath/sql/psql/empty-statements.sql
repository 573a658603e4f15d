;;
; select 1;;
/* x */ ; -- y
;