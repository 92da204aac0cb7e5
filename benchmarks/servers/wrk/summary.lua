-- Prints what was seen as one line of JSON.
function done(summary, latency)
  local errors = summary.errors
  local failures = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format(
    '{"requests":%d,"micros":%d,"failures":%d,"p50Micros":%.1f,"p99Micros":%.1f}',
    summary.requests, summary.duration, failures,
    latency:percentile(50), latency:percentile(99)))
end
