// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;
import static jakarta.servlet.http.HttpServletResponse.SC_UNAUTHORIZED;

import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.RouteTemplate;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request of a servlet container, and what waits for its end.
 *
 * <p>The container calls it from one thread at a time; a failed write may be told by another. Once
 * ended it touches neither request nor response again: the container may use them for another
 * request by then.
 */
final class ServletCall extends HttpCall implements AsyncListener {
  final HttpMonitor monitor;
  private final LapwingFilter filter;
  final HttpServletRequest request;
  final HttpServletResponse response;
  private final @Nullable HttpServletMapping mapping;

  /** What the service is given; null when the container's own servlet for files takes it. */
  private final @Nullable MonitoredRequest given;

  /** What the service's framework has attached; a text is the route. */
  @Nullable Object attachment;

  private @Nullable Throwable failure;
  private boolean failedBeforeHead;

  /** As it was sent, or will be; 0 while the head is not sent. */
  private int settledStatus;

  /** As it was when the first dispatch ended, empty when nothing matched; null before. */
  private @Nullable String frozenRoute;

  private volatile boolean writeFailed;
  private volatile boolean awaitsCompletion;
  private volatile boolean ended;

  /**
   * @param forDefaultServlet whether the container's own servlet for files takes it, which is given
   *     the container's own objects: only to those does Tomcat send files uncopied
   */
  ServletCall(
      HttpMonitor monitor,
      LapwingFilter filter,
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable HttpServletMapping mapping,
      boolean forDefaultServlet) {
    this.monitor = monitor;
    this.filter = filter;
    this.request = request;
    this.response = response;
    this.mapping = mapping;
    this.given = forDefaultServlet ? null : new MonitoredRequest(this);
  }

  HttpServletRequest requestForService() {
    return given == null ? request : given;
  }

  HttpServletResponse responseForService() {
    return given == null ? response : given.response;
  }

  /** Tells of a write, which may have sent the head: its status is what the client sees. */
  void wrote() {
    if (settledStatus == 0) {
      try {
        if (response.isCommitted()) {
          settledStatus = response.getStatus();
          failedBeforeHead = filter.hasFailed(requestForService(), monitor);
          monitor.firstByte(this);
        }
      } catch (Throwable fault) {
        // The write itself went well.
      }
    }
  }

  /**
   * Tells that a write failed, which means that the client has left. That is the end of what goes
   * on async: Tomcat may never tell of the completion when the client leaves while async starts.
   */
  void writeFailed() {
    writeFailed = true;
    if (awaitsCompletion) {
      end();
    }
  }

  /**
   * Leaves the dispatch that the request began with, which is its end unless it goes on async. When
   * the service threw it is the end in any case: Tomcat 11 then drops the connection and tells of
   * no completion.
   */
  void leave(@Nullable Throwable escaped) {
    CallAttribute.setForErrorPage(this, escaped);
    if (escaped == null && goesOn()) {
      awaitsCompletion = true;
      if (writeFailed) {
        end();
      }
      return;
    }
    try {
      if (escaped != null) {
        failure = escaped;
        foreseeAnswer(escaped);
      } else if (given != null) {
        given.response.askWriter();
      }
    } catch (Throwable fault) {
      // The response's own status is the next best.
      monitor.swallow("ServletCall.leave", fault);
    }
    end();
  }

  /**
   * Ends the request when what escapes one of its further dispatches cannot be answered any more.
   */
  void failedInDispatch(Throwable escaped) {
    try {
      if (ended || !response.isCommitted()) {
        return;
      }
    } catch (Throwable fault) {
      return;
    }
    failure = escaped;
    end();
  }

  private boolean goesOn() {
    try {
      if (!request.isAsyncStarted()) {
        return false;
      }
      // It is there, unless the service has started with the container's own request.
      CallAttribute.set(this);
      // Jetty refuses after an upgrade, although it says that async was started.
      request.getAsyncContext().addListener(this);
    } catch (Throwable refused) {
      return false;
    }
    try {
      // An ERROR dispatch may overwrite attributes before the end.
      frozenRoute = Objects.requireNonNullElse(route(), "");
    } catch (Throwable fault) {
      // Asked again at the end, where it is counted.
    }
    return true;
  }

  /** Notes the status that the container will send; it sets that only after this filter. */
  private void foreseeAnswer(Throwable escaped) {
    boolean committed = response.isCommitted();
    // Tomcat has called sendError itself then, which counts as committed.
    boolean refused = !committed || response.getStatus() == SC_BAD_REQUEST;
    if (refused && ContainerFailures.isBadRequest(escaped)) {
      failure = null;
      failedBeforeHead = true;
      settledStatus = SC_BAD_REQUEST;
    } else if (!committed) {
      settledStatus = SC_INTERNAL_SERVER_ERROR;
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    boolean mayFailLate = failure == null && settledStatus != 0 && !failedBeforeHead;
    if (mayFailLate && filter.hasFailed(requestForService(), monitor)) {
      failure = new IllegalStateException("an exception came after the head");
    }
    if (clientLeft()) {
      monitor.abort(this);
    } else {
      monitor.end(this, failure);
    }
  }

  private boolean clientLeft() {
    try {
      boolean late = failure instanceof IOException && response.isCommitted();
      return (given == null ? late : writeFailed) || ContainerFailures.clientLeft(failure);
    } catch (Throwable fault) {
      return false;
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  /** Does nothing: the status is not set yet. */
  @Override
  public void onTimeout(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {
    if (ended) {
      return;
    }
    failure = event.getThrowable();
    // Tomcat may leave out onComplete when the client left, also when it had the whole answer.
    if (clientLeft() || response.isCommitted()) {
      end();
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Starting again, in an ASYNC dispatch, has dropped all listeners.
    event.getAsyncContext().addListener(this);
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    return request.getRequestURI();
  }

  @Override
  public @Nullable String route() {
    if (frozenRoute != null) {
      return frozenRoute;
    }
    String told = toldRoute();
    if (told != null) {
      boolean whole = told.isEmpty() || told.equals(RouteTemplate.STATIC);
      return whole ? told : filter.joined(request, told);
    }
    if (given == null) {
      // A default servlet never answers 401; some filter did, before anything matched.
      boolean unmatched = status() == SC_NOT_FOUND || status() == SC_UNAUTHORIZED;
      return unmatched ? null : RouteTemplate.STATIC;
    }
    if (mapping == null || mapping.getMappingMatch() == null) {
      return null;
    }
    boolean ofAnyPath = mapping.getMappingMatch() == MappingMatch.DEFAULT;
    return filter.joined(request, ofAnyPath ? "/*" : mapping.getPattern());
  }

  /** Returns what the service says the route is; null if it says nothing. */
  private @Nullable String toldRoute() {
    Object inRequest = request.getAttribute(LapwingFilter.ROUTE_ATTRIBUTE);
    Object told = inRequest instanceof String ? inRequest : attachment;
    if (told instanceof String template) {
      return template;
    }
    try {
      return filter.routes().route(requestForService());
    } catch (Throwable fault) {
      monitor.swallow("RouteResolver.route", fault);
      return null;
    }
  }

  @Override
  public int status() {
    return settledStatus != 0 ? settledStatus : response.getStatus();
  }

  @Override
  public @Nullable String responseContentType() {
    return given == null ? response.getContentType() : given.response.contentType();
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeader(name);
  }
}
