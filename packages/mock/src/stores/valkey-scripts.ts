import { createScript } from "./valkey-connection.ts";

/*
 * Each script is one step, whatever else runs. It checks before it writes, since the server does not take back what a script has written when it
 * fails. Keys: M is the mock, S the state of a generation (numbers; "e:" and a key: an entry; "i:", a parent and an id: a key), T the
 * entries in their order below their parents, J the journal, O what an operation has answered.
 *
 * A script that is sent again gets the answer of its first run from O. That answer is kept for half a minute, a call ends after two seconds.
 */
const library = `
local isRetry = ARGV[1] == '1'
local function parentOf(key) return string.match(key, '^(.*)/[^/]*$') or '' end
local function keep(S, key)
  if redis.call('PTTL', key) ~= -1 then return end
  local left = redis.call('PTTL', S)
  if left > 0 then redis.call('PEXPIRE', key, left) end
end
`;

const entries = String.raw`${library}
local S, T, O = KEYS[1], KEYS[2], KEYS[3]
if O and isRetry then
  local known = redis.call('GET', O)
  if known then return known end
end
if redis.call('EXISTS', S) == 0 then return 'gone' end
local function done(result)
  keep(S, T)
  redis.call('SET', O, result, 'PX', 30000)
  return result
end
local function read(key)
  local stored = redis.call('HGET', S, 'e:' .. key)
  if not stored then return nil end
  local head = cjson.decode(string.match(stored, '^[^\n]*'))
  return { key = key, version = head[1], place = head[2], size = head[3], id = head[4] }
end
local function idField(key, id) return 'i:' .. parentOf(key) .. '\0' .. id end
local function member(key, place) return parentOf(key) .. '\0' .. string.format('%012d', place) .. '\0' .. key end
local function children(parent)
  local keys = redis.call('ZRANGEBYLEX', T, '[' .. parent .. '\0', '(' .. parent .. '\1')
  for index, one in ipairs(keys) do keys[index] = string.sub(one, #parent + 15) end
  return keys
end
local function isTaken(key, id)
  if id == '' then return false end
  local owner = redis.call('HGET', S, idField(key, id))
  return owner and owner ~= key
end
local function canAdd(key, id)
  local parent = parentOf(key)
  if parent ~= '' and redis.call('HEXISTS', S, 'e:' .. parent) == 0 then return false end
  return redis.call('HEXISTS', S, 'e:' .. key) == 0 and not isTaken(key, id)
end
local function number(name) return tonumber(redis.call('HGET', S, name)) end
local function lacksRoom(characters, count, maxCharacters, maxCount)
  if count > 0 and number('entries') + count > tonumber(maxCount) then return 'entries' end
  if characters > 0 and number('characters') + characters > tonumber(maxCharacters) then return 'characters' end
end
local function put(key, place, size, id, text)
  local version = string.format('%d', redis.call('HINCRBY', S, 'changes', 1))
  redis.call('HSET', S, 'e:' .. key, cjson.encode({ version, place, size, id }) .. '\n' .. text)
  if id ~= '' then redis.call('HSET', S, idField(key, id), key) end
  return version
end
local function insert(key, size, id, text)
  local place = redis.call('HINCRBY', S, 'places', 1)
  redis.call('ZADD', T, 0, member(key, place))
  redis.call('HINCRBY', S, 'entries', 1)
  redis.call('HINCRBY', S, 'characters', size)
  return put(key, place, size, id, text)
end
local function collect(key, found, list)
  local entry = not found[key] and read(key)
  if entry then
    found[key] = true
    list[#list + 1] = entry
  end
  for _, child in ipairs(children(key)) do collect(child, found, list) end
end
local function delete(list)
  for _, entry in ipairs(list) do
    redis.call('HDEL', S, 'e:' .. entry.key)
    if entry.id ~= '' then redis.call('HDEL', S, idField(entry.key, entry.id)) end
    redis.call('ZREM', T, member(entry.key, entry.place))
    redis.call('HINCRBY', S, 'entries', -1)
    redis.call('HINCRBY', S, 'characters', -entry.size)
  end
end
`;

/** Arguments: the key, its size, its id, its text, the most children, the limits. */
export const addScript = createScript(`${entries}
local key, size, id, text, most = ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5], tonumber(ARGV[6])
if not canAdd(key, id) then return 'no' end
if most >= 0 and #children(parentOf(key)) >= most then return 'no' end
local lack = lacksRoom(size, 1, ARGV[7], ARGV[8])
if lack then return lack end
return done('=' .. insert(key, size, id, text))`);

/** Arguments: the key, its size, its id, its text, the version, the limits. */
export const replaceScript = createScript(`${entries}
local key, size, id, text = ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]
local old = read(key)
if not old or old.version ~= ARGV[6] or isTaken(key, id) then return 'no' end
local lack = lacksRoom(size - old.size, 0, ARGV[7], ARGV[8])
if lack then return lack end
if old.id ~= '' and old.id ~= id then redis.call('HDEL', S, idField(key, old.id)) end
redis.call('HINCRBY', S, 'characters', size - old.size)
return done('=' .. put(key, old.place, size, id, text))`);

/** Arguments: the key, the version. */
export const removeScript = createScript(`${entries}
local old = read(ARGV[2])
if not old or old.version ~= ARGV[3] then return 'no' end
local list = {}
collect(ARGV[2], {}, list)
delete(list)
return done('=')`);

/**
 * Arguments: the limits; then the lists needs, removes, empties and adds, each after its length. An entry to add has four members. Returns `!` and the
 * key for which nothing is changed.
 */
export const applyScript = createScript(`${entries}
local at = 4
local function list(width)
  local items = {}
  for index = 1, tonumber(ARGV[at]) * width do items[index] = ARGV[at + index] end
  at = at + #items + 1
  return items
end
local needs, removes, empties, adds = list(1), list(1), list(1), list(4)
local gone, going, characters, count = {}, {}, 0, 0
for _, key in ipairs(removes) do collect(key, gone, going) end
for _, key in ipairs(empties) do
  for _, child in ipairs(children(key)) do collect(child, gone, going) end
end
local function has(key) return not gone[key] and redis.call('HEXISTS', S, 'e:' .. key) == 1 end
for _, key in ipairs(needs) do
  if not has(key) then return '!' .. key end
end
local added, keys, ids = {}, {}, {}
for index = 1, #adds, 4 do
  local key, id = adds[index], adds[index + 2]
  if not has(key) then
    local parent, field = parentOf(key), idField(key, id)
    if keys[key] or parent ~= '' and not keys[parent] and not has(parent) then return '!' .. key end
    local owner = id ~= '' and redis.call('HGET', S, field)
    if id ~= '' and ids[field] or owner and not gone[owner] then return '!' .. key end
    keys[key], ids[field] = true, true
    added[#added + 1] = index
    characters = characters + tonumber(adds[index + 1])
  end
end
for _, entry in ipairs(going) do characters = characters - entry.size end
local lack = lacksRoom(characters, #added - #going, ARGV[2], ARGV[3])
if lack then return lack end
delete(going)
for _, index in ipairs(added) do
  insert(adds[index], tonumber(adds[index + 1]), adds[index + 2], adds[index + 3])
end
return done('=')`);

const reads = `${entries}
local function stored(key) return redis.call('HGET', S, 'e:' .. key) end
local function family(parent)
  local all = {}
  for _, key in ipairs(children(parent)) do
    all[#all + 1] = key
    all[#all + 1] = stored(key)
  end
  return all
end
`;

/** Returns the keys and texts of the entries below a key. */
export const childrenScript = createScript(`${reads} return family(ARGV[2])`);

/** Returns the text of an entry, and what is below it. */
export const withChildrenScript = createScript(`${reads}
local own = stored(ARGV[2])
return own and { own, family(ARGV[2]) }`);

/** Returns what is below a key: the key, the text, and what is below that, for each. */
export const grandchildrenScript = createScript(`${reads}
local all = {}
for _, key in ipairs(children(ARGV[2])) do
  all[#all + 1] = key
  all[#all + 1] = stored(key)
  all[#all + 1] = family(key)
end
return all`);

/** Returns the key and the text of the entry below a key that has an id. */
export const childWithIdScript = createScript(String.raw`${reads}
local key = redis.call('HGET', S, 'i:' .. ARGV[2] .. '\0' .. ARGV[3])
return key and { key, stored(key) }`);

/** Keys: S. Argument: the name of the counter. */
export const countScript = createScript(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 'gone' end
return redis.call('HINCRBY', KEYS[1], ARGV[2], 1)`);

/** Keys: S and J. Arguments: the size, the operation, the text, the limits. */
export const appendScript = createScript(String.raw`${library}
local S, J = KEYS[1], KEYS[2]
local size, head = tonumber(ARGV[2]), ARGV[2] .. ' ' .. ARGV[3] .. '\n'
if redis.call('EXISTS', S) == 0 then return 'gone' end
if isRetry then
  for _, one in ipairs(redis.call('LRANGE', J, 0, -1)) do
    if string.sub(one, 1, #head) == head then return '=' end
  end
end
local count = redis.call('RPUSH', J, head .. ARGV[4])
local total = redis.call('HINCRBY', S, 'journal', size)
while count > tonumber(ARGV[5]) or total > tonumber(ARGV[6]) do
  local oldest = redis.call('LPOP', J)
  if not oldest then break end
  count = count - 1
  total = redis.call('HINCRBY', S, 'journal', -tonumber(string.match(oldest, '^%d+')))
end
keep(S, J)
return '='`);

/** Keys: S and J. Returns all fields of the one, and all items of the other. */
export const saveScript = createScript(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 'gone' end
return { redis.call('HGETALL', KEYS[1]), redis.call('LRANGE', KEYS[2], 0, -1) }`);

const mocks = `${library}
local M = KEYS[1]
local function generationKeys(generation)
  local prefix = string.sub(M, 1, -5) .. generation
  return { prefix .. ':state', prefix .. ':tree', prefix .. ':journal' }
end
local function setFault(fault, times)
  redis.call('HDEL', M, 'fault', 'left')
  redis.call('HSET', M, 'draws', 0)
  redis.call('HINCRBY', M, 'faults', 1)
  if fault ~= '' then redis.call('HSET', M, 'fault', fault) end
  if fault ~= '' and times ~= '' then redis.call('HSET', M, 'left', times) end
end
local function fill(at, S, T, J)
  local function list()
    local items = {}
    for index = 1, tonumber(ARGV[at]) do items[index] = ARGV[at + index] end
    at = at + #items + 1
    return items
  end
  local fields, members, journal = list(), list(), list()
  for index = 1, #fields, 2 do redis.call('HSET', S, fields[index], fields[index + 1]) end
  for _, one in ipairs(members) do redis.call('ZADD', T, 0, one) end
  for _, one in ipairs(journal) do redis.call('RPUSH', J, one) end
end
local function isThere(now)
  local stored = redis.call('HMGET', M, 'generation', 'expires')
  if not stored[1] then return false, false end
  return stored[1], not stored[2] or tonumber(stored[2]) > tonumber(now)
end
local function drop(generation)
  redis.call('DEL', M, unpack(generationKeys(generation)))
end
`;

/** Keys: M. Argument: the time. Returns what a mock was created with, and makes it expire later. */
export const openScript = createScript(`${mocks}
local stored = redis.call('HMGET', M, 'generation', 'settings', 'limits', 'ttl', 'expires', 'fault')
local generation, isAlive = isThere(ARGV[2])
if not isAlive then return false end
local expires, isLater = stored[5], 0
if stored[4] then
  local next, ttl = tonumber(ARGV[2]) + tonumber(stored[4]), tonumber(stored[4])
  if next - tonumber(expires) >= ttl / 64 then
    expires = string.format('%d', next)
    isLater = 1
    redis.call('HSET', M, 'expires', expires)
    redis.call('PEXPIRE', M, math.ceil(ttl))
    for _, key in ipairs(generationKeys(generation)) do redis.call('PEXPIRE', key, math.ceil(ttl)) end
  end
end
return { generation, stored[2], stored[3], expires or '', stored[6] and 1 or 0, isLater }`);

/** Keys: M, and S, T and J of the first generation. Arguments: the time, the generation, settings, limits, start, ttl, fault, times, content. */
export const createMockScript = createScript(`${mocks}
local generation, isAlive = isThere(ARGV[2])
if generation == ARGV[3] then return 'created' end
if isAlive then return 'exists' end
if generation then drop(generation) end
redis.call('HSET', M, 'generation', ARGV[3], 'settings', ARGV[4], 'limits', ARGV[5])
if ARGV[6] ~= '' then redis.call('HSET', M, 'start', ARGV[6]) end
setFault(ARGV[8], ARGV[9])
fill(10, KEYS[2], KEYS[3], KEYS[4])
local ttl = tonumber(ARGV[7])
if ttl then
  redis.call('HSET', M, 'ttl', ARGV[7], 'expires', string.format('%d', tonumber(ARGV[2]) + ttl))
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, math.ceil(ttl)) end
end
return 'created'`);

/** Keys: M, S of the generation that is known, and S, T and J of the new one. Arguments: the generation, `keep` or `set`, fault, times, content. */
export const replaceAllScript = createScript(`${mocks}
local old = redis.call('HGET', M, 'generation')
if isRetry and redis.call('EXISTS', KEYS[3]) == 1 then return '=' end
if not old or redis.call('EXISTS', KEYS[2]) == 0 then return 'gone' end
local left = redis.call('PTTL', M)
fill(6, KEYS[3], KEYS[4], KEYS[5])
redis.call('HSET', M, 'generation', ARGV[2])
if ARGV[3] == 'set' then setFault(ARGV[4], ARGV[5]) end
if left > 0 then
  for index = 3, 5 do redis.call('PEXPIRE', KEYS[index], left) end
end
local retirement = left > 0 and math.min(left, 300000) or 300000
for _, key in ipairs(generationKeys(old)) do redis.call('PEXPIRE', key, retirement) end
return '='`);

/** Keys: M, O. Argument: the time. */
export const removeMockScript = createScript(`${mocks}
if isRetry and redis.call('EXISTS', KEYS[2]) == 1 then return 1 end
local generation, isAlive = isThere(ARGV[2])
if generation then drop(generation) end
if not isAlive then return 0 end
redis.call('SET', KEYS[2], '1', 'PX', 30000)
return 1`);

/** Keys: M, O. Arguments: the fault, its times. */
export const setFaultScript = createScript(`${mocks}
if isRetry and redis.call('EXISTS', KEYS[2]) == 1 then return '=' end
if redis.call('EXISTS', M) == 0 then return 'gone' end
setFault(ARGV[2], ARGV[3])
redis.call('SET', KEYS[2], '1', 'PX', 30000)
return '='`);

/** Keys: M. */
export const drawFaultScript = createScript(`
local stored = redis.call('HMGET', KEYS[1], 'fault', 'faults')
return stored[1] and { stored[1], redis.call('HINCRBY', KEYS[1], 'draws', 1), stored[2] }`);

/** Keys: M, O. Argument: the version. */
export const spendFaultScript = createScript(`${mocks}
if isRetry and redis.call('EXISTS', KEYS[2]) == 1 then return 1 end
local stored = redis.call('HMGET', M, 'fault', 'faults', 'left')
if not stored[1] or stored[2] ~= ARGV[2] then return 0 end
if stored[3] and redis.call('HINCRBY', M, 'left', -1) == 0 then redis.call('HDEL', M, 'fault', 'left') end
redis.call('SET', KEYS[2], '1', 'PX', 30000)
return 1`);

/** Keys: the list of all mocks that expire. Arguments: the time, the id, when it expires, the most mocks. Returns when there is room. */
export const reserveScript = createScript(`
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
if redis.call('ZSCORE', KEYS[1], ARGV[3]) then return '' end
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[5]) then
  return redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] or ARGV[2]
end
redis.call('ZADD', KEYS[1], ARGV[4], ARGV[3])
return ''`);
