/**
 * What Redis does in one go. Keys: 1 head (life, version, base: the version of the fold, horizon: who stands before it
 * takes all, order: counts entities), 2 log (the commits after base, `token line-feed JSON`), 3 fold (by entity the last
 * change before base), 4 order (its entities, those first that are the first to be forgotten), 5 sessions by their last
 * use, 6 a counter of lives.
 *
 * A commit is `{t, c: [[entity, sign and change]]}`; the sign is + for a value, - for an entity that is gone, ~ for one
 * that was created and is gone. Changes stay texts: Lua's numbers and empty lists are others than JSON's.
 */
const common = `
local session, ttl, prefix = ARGV[1], ARGV[2], ARGV[3]
local function used()
  -- A session that stays has no time to live, and is never the one that was used the longest ago.
  if ttl == 'stays' then return redis.call('ZADD', KEYS[5], '+inf', session) end
  local now = redis.call('TIME')
  redis.call('ZADD', KEYS[5], now[1] * 1000 + math.floor(now[2] / 1000), session)
  if ttl ~= '0' then for key = 1, 4 do redis.call('PEXPIRE', KEYS[key], ttl) end end
end
local function forget(name)
  for _, part in ipairs({ 'head:', 'log:', 'fold:', 'order:' }) do redis.call('DEL', prefix .. part .. name) end
  redis.call('ZREM', KEYS[5], name)
end
`;

/**
 * ARGV: session, its time to live in milliseconds (0: none, `stays`), prefix; from 4: life, version. Gives false for a session that is not there, else life, version and commits for who follows,
 * or life, version, commits, base, fold and its order for who does not.
 */
export const sinceScript: string = `${common}
local head = redis.call('HMGET', KEYS[1], 'life', 'version', 'base', 'horizon')
if not head[1] then return false end
if ttl ~= 'stays' then used() end
local known, version, base = tonumber(ARGV[5]), tonumber(head[2]), tonumber(head[3])
if head[1] == ARGV[4] and known <= version and known >= base and known >= tonumber(head[4]) then
  return { head[1], version, redis.call('LRANGE', KEYS[2], known - base, -1) }
end
local log = redis.call('LRANGE', KEYS[2], 0, -1)
return { head[1], version, log, base, redis.call('HGETALL', KEYS[3]), redis.call('ZRANGE', KEYS[4], 0, -1) }
`;

/**
 * ARGV from 4: life, version, token, time, commit, commits that are kept, entities that are kept, sessions that are kept.
 * Gives the life, or false where another commit has come before.
 */
export const appendScript: string = `${common}
local life, version, token, kept = ARGV[4], tonumber(ARGV[5]), ARGV[6], tonumber(ARGV[10])
local head = redis.call('HMGET', KEYS[1], 'life', 'version', 'base')
if not head[1] then
  if life ~= '' or version ~= 0 then return false end
  local now = redis.call('TIME')
  -- With the time, since a counter that was lost begins anew.
  life = redis.call('INCR', KEYS[6]) .. '.' .. now[1] .. '.' .. now[2]
  redis.call('HSET', KEYS[1], 'life', life, 'version', 0, 'base', 0, 'horizon', 0, 'order', 0)
elseif head[1] ~= life or tonumber(head[2]) ~= version then
  -- The same again, since the answer to it was lost?
  local index = version - tonumber(head[3])
  if (head[1] == life or (life == '' and version == 0)) and index >= 0 then
    local written = redis.call('LINDEX', KEYS[2], index)
    if written and string.sub(written, 1, #token + 1) == token .. '\\n' then return head[1] end
  end
  return false
end
redis.call('RPUSH', KEYS[2], token .. '\\n' .. ARGV[8])
redis.call('HINCRBY', KEYS[1], 'version', 1)

local length = redis.call('LLEN', KEYS[2])
if length > tonumber(ARGV[9]) then
  local count = math.floor(length / 2)
  for _, written in ipairs(redis.call('LRANGE', KEYS[2], 0, count - 1)) do
    local commit = cjson.decode(string.sub(written, string.find(written, '\\n', 1, true) + 1))
    for _, change in ipairs(commit.c) do
      local id, text = change[1], change[2]
      local before, sign = redis.call('HGET', KEYS[3], id), string.sub(text, 1, 1)
      -- What is changed keeps its place, what comes back stands at the end, traces of what was created go first.
      if sign == '~' or not before or string.sub(before, 1, 1) ~= '+' then
        local order = redis.call('HINCRBY', KEYS[1], 'order', 1)
        redis.call('ZADD', KEYS[4], sign == '~' and order - 4503599627370496 or order, id)
      end
      redis.call('HSET', KEYS[3], id, text)
    end
  end
  redis.call('LTRIM', KEYS[2], count, -1)
  redis.call('HINCRBY', KEYS[1], 'base', count)
  local entities = redis.call('ZCARD', KEYS[4])
  if entities > kept then
    local popped = redis.call('ZPOPMIN', KEYS[4], entities - math.floor(kept * 0.9))
    for index = 1, #popped, 2 do redis.call('HDEL', KEYS[3], popped[index]) end
    redis.call('RPUSH', KEYS[2], '\\n{"t":' .. ARGV[7] .. ',"c":[]}')
    redis.call('HSET', KEYS[1], 'horizon', redis.call('HINCRBY', KEYS[1], 'version', 1))
  end
end

used()
while redis.call('ZCARD', KEYS[5]) > tonumber(ARGV[11]) do
  local oldest = redis.call('ZRANGE', KEYS[5], 0, 0, 'WITHSCORES')
  if oldest[1] == session or oldest[2] == 'inf' then break end
  forget(oldest[1])
end
return life
`;

export const dropScript: string = `${common}
forget(session)
return true
`;

/** Gives the sessions that are there, and forgets those that Redis has let expire. */
export const sessionsScript: string = `${common}
local found = {}
for _, name in ipairs(redis.call('ZRANGE', KEYS[5], 0, -1)) do
  if redis.call('EXISTS', prefix .. 'head:' .. name) == 1 then found[#found + 1] = name
  else redis.call('ZREM', KEYS[5], name) end
end
return found
`;
