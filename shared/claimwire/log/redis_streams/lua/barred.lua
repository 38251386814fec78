-- Is the event written as ARGV[first..last] about an article of which nothing is taken any more?
local function is_barred(barred_key, first, last)
  for i = first, last, 2 do
    if ARGV[i] == 'subject' then return redis.call('SISMEMBER', barred_key, ARGV[i + 1]) == 1 end
  end
  return false
end
