//: include joint
//: include tie
       CASE WHEN of_many THEN 'multi-stakeholder' ELSE 'joint' END AS kind_of_tie, CASE WHEN of_many THEN 3 ELSE 2 END AS place
