// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

/**
 * The routes that a service must have to be put to the contract, and what it must do at each.
 *
 * <p>All are below {@link ContractSetup#contextPath}. They answer {@code GET} unless it says
 * otherwise, with text and status 200 unless it says otherwise. Where a path has {@code {names}},
 * the service has one route with parameters, in its framework's own spelling; parameters stand for
 * one segment. No route may match {@code /nowhere} or anything below it, so that the framework
 * answers 404 there. "The gate" is {@link ContractSetup#gate}; "async" is whatever the framework
 * has by which a request goes on after its thread has left.
 */
public final class ContractRoutes {

  /** Answers {@link #HELLO_TEXT}, also the head alone to {@code HEAD}; other methods get a 405. */
  public static final String HELLO = "/hello";

  /** The body of {@link #HELLO}. */
  public static final String HELLO_TEXT = "hello";

  /** Answers {@code user {id}}, with and without a slash at the end of the path. */
  public static final String USER = "/users/{id}";

  /** Answers {@code order {order} of {id}}. */
  public static final String ORDER = "/users/{id}/orders/{order}";

  /** Answers with the status that the path says, 200 to 599, and whatever body. */
  public static final String STATUS = "/status/{code}";

  /** Redirects with 302 to {@link #HELLO}. */
  public static final String REDIRECT = "/redirect";

  /** Refuses with 400. */
  public static final String BAD_REQUEST = "/bad-request";

  /** Finds nothing of that name: answers 404 although the route matched. */
  public static final String MISSING = "/missing/{name}";

  /** Throws an exception that nothing in the service handles. */
  public static final String FAILURE = "/failure";

  /** Sets the status 202 without sending it, then throws as {@link #FAILURE} does. */
  public static final String STATUS_THEN_FAILURE = "/status-then-failure";

  /** Throws an exception that the service's error handling answers with 422. */
  public static final String HANDLED = "/handled";

  /** Sends the head with 200 and the first part of a body, then throws as {@link #FAILURE} does. */
  public static final String LATE_FAILURE = "/late-failure";

  /**
   * Fails with 410 in the framework's way of having that answered by an error page, which has the
   * text {@link #ERROR_PAGE_TEXT} and keeps the status.
   */
  public static final String ERROR_PAGE = "/error-page";

  /** The body of {@link #ERROR_PAGE}. */
  public static final String ERROR_PAGE_TEXT = "gone for good";

  /** Answers {@code POST} with the text that was sent, which is plain and ASCII. */
  public static final String ECHO = "/echo";

  /** A file of whatever content, served by what the framework has for static files. */
  public static final String FILE = "/files/hello.txt";

  /** Would be beside {@link #FILE}, but is not there: 404. */
  public static final String MISSING_FILE = "/files/missing.txt";

  /** Has {@link #HELLO} answer the same request, by the framework's forward or reroute. */
  public static final String FORWARD = "/forward";

  /** Has {@link #FAILURE} answer the same request, as {@link #FORWARD} does. */
  public static final String FORWARD_TO_FAILURE = "/forward/to-failure";

  /**
   * Where the service mounts what its framework has for a part of the routes: another router, a
   * path with routes of its own. Below it are {@link #MOUNTED_ITEM} and {@link #MOUNTED_FAILURE};
   * nothing else matches there.
   */
  public static final String MOUNT = "/tenants/{tenant}";

  /** In the {@link #MOUNT}: answers {@code item {item} of {tenant}}. */
  public static final String MOUNTED_ITEM = "/items/{item}";

  /** In the {@link #MOUNT}: throws as {@link #FAILURE} does. */
  public static final String MOUNTED_FAILURE = "/failure";

  /**
   * Is refused with 401 by what stands in front of the service's routes for security: a filter, a
   * handler that comes before. The route itself is there, and would answer 200.
   */
  public static final String DENIED = "/denied";

  /** Passes the gate, then answers {@code held}. */
  public static final String HELD = "/held";

  /** Goes async and answers {@link #HELLO_TEXT} from another thread. */
  public static final String ASYNC_HELLO = "/async/hello";

  /** Goes async, passes the gate, then answers 202. */
  public static final String ASYNC_COMPLETE = "/async/complete";

  /** Goes async and has {@link #HELLO} answer the request, by the framework's async dispatch. */
  public static final String ASYNC_DISPATCH = "/async/dispatch";

  /**
   * Goes async with a timeout of 100 ms and never answers, so that the framework does, with a
   * status of 500 or above.
   */
  public static final String ASYNC_TIMEOUT = "/async/timeout";

  /** Goes async and fails there with an exception, which the framework answers with 500. */
  public static final String ASYNC_FAILURE = "/async/failure";

  /**
   * Goes async, dispatches the request to itself, goes async again, passes the gate, then answers
   * {@code again}.
   */
  public static final String ASYNC_AGAIN = "/async/again";

  /** Sends the head and {@code first}, passes the gate, then sends {@code second}. */
  public static final String STREAMED = "/streamed";

  /**
   * An event stream ({@code text/event-stream}): passes the gate, sends the head and {@code data:
   * 1}, passes the gate, ends.
   */
  public static final String EVENTS = "/events";

  /**
   * An event stream: passes the gate, sends the head and {@code data: 1}, passes the gate, then
   * sends events until sending fails because the client has left.
   */
  public static final String ENDLESS_EVENTS = "/events/endless";

  /**
   * Takes an upgrade to {@code websocket} with 101, and closes the connection at once or when the
   * client does. Frames are not exchanged.
   */
  public static final String UPGRADE = "/upgrade";

  /** Passes the gate, then sends {@link #BIG_LENGTH} bytes in blocks of {@link #BLOCK_LENGTH}. */
  public static final String BIG = "/big";

  /** Goes async, then does as {@link #BIG}. */
  public static final String ASYNC_BIG = "/async/big";

  /**
   * Does as {@link #BIG}, behind a handler of all exceptions that answers 500 if it still can, and
   * lets none escape.
   */
  public static final String CAUGHT_BIG = "/caught/big";

  /** Does as {@link #ASYNC_BIG}, with the handler of all exceptions of {@link #CAUGHT_BIG}. */
  public static final String CAUGHT_ASYNC_BIG = "/caught/async/big";

  /** The bytes of a block of {@link #BIG}. */
  public static final int BLOCK_LENGTH = 1 << 16;

  /** The bytes of {@link #BIG}: more than sockets on both sides hold. */
  public static final int BIG_LENGTH = 256 * BLOCK_LENGTH;

  /**
   * A chain of the framework's own futures or publishers: passes the gate, then passes it again,
   * then sends {@link #BIG_LENGTH} bytes.
   */
  public static final String CHAIN = "/chain";

  /**
   * Sends the head with 200 and {@code begun}, then goes on as a chain, which passes the gate and
   * fails there with an exception that nothing in the service handles.
   */
  public static final String CHAIN_FAILURE = "/chain/failure";

  /** Answers {@code own}; a scenario gives the stats endpoint this path as well. */
  public static final String OWN = "/own";

  /**
   * Answers {@code broken}, while something that the adapter asks for the route throws: what that
   * is depends on the framework.
   */
  public static final String BROKEN_ROUTE = "/broken-route";

  private ContractRoutes() {}
}
