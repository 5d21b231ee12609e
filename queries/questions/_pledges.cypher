MATCH (p:Pledge)
RETURN p.id AS id, p.official_identifier AS official, p.local_identifier AS local, p.title AS title, p.note AS note,
       p.standing AS standing, p.latest_stage AS stage, p.asks_for_support AS asks, p.asks_words AS asks_words,
       p.host_country_pledge AS host, p.brings_support AS brings, p.role_basis AS basis, p.amount AS amount,
       p.currency AS currency
