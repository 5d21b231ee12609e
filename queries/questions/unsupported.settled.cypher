//: include scope
  AND p.host_country_pledge AND p.support_level IS NOT NULL AND NOT p.open_to_matching
RETURN p.id AS id, p.cited_as AS pledge, p.latest_stage AS stage, p.asks_for_support AS asks, p.support_level AS support
