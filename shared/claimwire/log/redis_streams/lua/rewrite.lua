-- Copy a stream, with its groups and all they have pending, except for entries dated later than `latest_ms`.
-- Returns the fields of those. What is under `copy` so far is dropped.
local function rewrite(stream, copy, latest_ms)
  must_be(stream, 'stream')
  redis.call('UNLINK', copy)
  local last, left_out, from = '0-0', {}, '-'
  repeat
    local page = redis.call('XRANGE', stream, from, '+', 'COUNT', 500)
    for _, entry in ipairs(page) do
      if is_wide(#entry[2]) then error({err = 'TOOWIDE ' .. stream .. ' ' .. entry[1]}) end
      if tonumber(string.match(entry[1], '^(%d+)')) > latest_ms then
        left_out[#left_out + 1] = entry[2]
      else
        last = entry[1]
        redis.call('XADD', copy, last, unpack(entry[2]))
      end
    end
    from = #page == 500 and '(' .. page[500][1]
  until not from
  copy_groups(stream, copy, last)
  return left_out
end
