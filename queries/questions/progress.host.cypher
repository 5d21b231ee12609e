//: include staged
RETURN CASE WHEN p.host_country_pledge THEN 'host' ELSE 'other' END AS pledges_of,
//: include stages
