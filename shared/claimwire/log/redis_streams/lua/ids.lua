-- Entry ids as text that sorts, and the id after one.

-- Digits only and of one length: doubles would round a stranger's long numbers, and a dash sorts by locale.
local function sortable(id)
  local ms, seq = string.match(id, '^(%d+)-(%d+)$')
  return string.rep('0', 20 - #ms) .. ms .. string.rep('0', 20 - #seq) .. seq
end

-- The earlier and the later of two ids, either of which may be nil.
local function earlier(a, b)
  if not a or not b then return a or b end
  return sortable(a) < sortable(b) and a or b
end

local function later(a, b)
  if not a or not b then return a or b end
  return sortable(a) < sortable(b) and b or a
end

-- The least id after this one. The next millisecond stands in for it where Lua cannot count so far.
local function after(id)
  local ms, seq = string.match(id, '^(%d+)-(%d+)$')
  if #seq < 16 then return ms .. '-' .. string.format('%.0f', tonumber(seq) + 1) end
  return string.format('%.0f', tonumber(ms) + 1) .. '-0'
end

-- The id of a tombstone, which begins with it in sortable form.
local function id_of(tombstone)
  local function number(first) return (string.gsub(string.sub(tombstone, first, first + 19), '^0+(%d)', '%1')) end
  return number(1) .. '-' .. number(21)
end
