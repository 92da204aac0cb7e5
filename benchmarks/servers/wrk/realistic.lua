-- The orders service: of every 20 requests 14 read an order, 4 list the newest ones, 2 place one.
-- The same requests in the same order in every load.
local here = debug.getinfo(1, "S").source:match("@(.*)/")
dofile(here .. "/summary.lua")

local sent = 0

local function find(n)
  return wrk.format("GET", "/orders/" .. (1 + n * 7919 % 5000))
end

local function search()
  return wrk.format("GET", "/orders?status=NEW&limit=20")
end

-- Of 500 products, every fiftieth is sold out.
local function product(n)
  local id = 1 + n % 500
  return id % 50 == 0 and id - 1 or id
end

local function place(n)
  local lines = string.format('[{"productId":%d,"quantity":1},{"productId":%d,"quantity":2}]',
    product(n * 31), product(n * 31 + 250))
  local body = string.format('{"customerId":%d,"lines":%s,"note":""}', 1 + n * 17 % 5000, lines)
  return wrk.format("POST", "/orders", {["Content-Type"] = "application/json"}, body)
end

function request()
  sent = sent + 1
  local turn = sent % 20
  if turn == 3 or turn == 13 then
    return place(sent)
  elseif turn % 5 == 0 then
    return search()
  end
  return find(sent)
end
