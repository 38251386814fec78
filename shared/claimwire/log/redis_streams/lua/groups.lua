-- Give a stream the groups of another one, which holds the same entries, with all they have pending.
-- `last` is the id of its last entry: a group that was handed a later one would else be handed nothing until then.
local function copy_groups(from_stream, stream, last)
  for _, about in ipairs(redis.call('XINFO', 'GROUPS', from_stream)) do
    local group = {}
    for i = 1, #about, 2 do group[about[i]] = about[i + 1] end
    redis.call('XGROUP', 'CREATE', stream, group.name, earlier(group['last-delivered-id'], last), 'MKSTREAM')
    local from = '-'
    repeat
      local page = redis.call('XPENDING', from_stream, group.name, from, '+', 500)
      for _, held in ipairs(page) do
        local id, consumer, idle, attempts = held[1], held[2], held[3], held[4]
        redis.call(
          'XCLAIM', stream, group.name, consumer, 0, id, 'IDLE', idle, 'RETRYCOUNT', attempts, 'FORCE', 'JUSTID')
      end
      from = #page == 500 and '(' .. page[500][1]
    until not from
  end
end
