// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit.stub;

/** What is wrong with how the stub tells the monitor of its requests. */
public enum Fault {
  /** Nothing. */
  NONE,
  /** Every end is recorded twice. */
  DOUBLE_COUNT,
  /** The key is the path that was asked for. */
  RAW_PATH,
  /** The key of a route has the query in it. */
  QUERY_IN_KEY,
  /** The route that answered a forwarded request is its key, not the one that matched first. */
  LAST_ROUTE,
  /** The key of a route in a mount is its own template, without that of the mount. */
  MOUNT_LOST,
  /** A request that failed has lost its route. */
  FAILURE_WITHOUT_ROUTE,
  /** What the service threw is not told, and the status is the one before it threw. */
  EXCEPTION_AS_200,
  /** What is refused in front of the routes is not recorded. */
  REFUSAL_NOT_RECORDED,
  /** Of many requests that are in flight at once, some are not recorded. */
  LOST_UPDATE,
  /** A client that left before the end of its response is a success. */
  ABORT_AS_200,
  /** A request whose client left stays in flight for ever. */
  LEAKED_REQUEST,
  /** A request that goes async is recorded when its handler returns. */
  ASYNC_AT_ITS_START,
  /** An event stream is recorded at its end. */
  STREAM_AT_ITS_END,
  /** A request is recorded when its connection is closed. */
  LATE_RECORDING,
  /** Readers of the endpoint that are refused are recorded. */
  REFUSED_READER_RECORDED
}
