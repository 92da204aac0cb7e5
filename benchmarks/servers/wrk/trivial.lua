-- GET /hello/{name}
local here = debug.getinfo(1, "S").source:match("@(.*)/")
dofile(here .. "/summary.lua")

wrk.path = "/hello/lapwing"
