-- GET /hello/{name}, each connection some 4 ms after its last answer: by chance, as if many clients
-- came independently, so that the server is far from its limit.
local here = debug.getinfo(1, "S").source:match("@(.*)/")
dofile(here .. "/trivial.lua")

local meanMillis = 4

-- The same for every variant.
math.randomseed(1)

function delay()
  return math.floor(-math.log(1 - math.random()) * meanMillis + 0.5)
end
