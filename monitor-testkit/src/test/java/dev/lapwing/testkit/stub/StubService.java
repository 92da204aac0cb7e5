// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit.stub;

import dev.lapwing.http.RouteTemplate;
import dev.lapwing.testkit.ContractRoutes;
import dev.lapwing.testkit.ContractSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The contract's service with its router, exception mapping and error pages. Thread-safe. */
final class StubService {
  private static final Set<String> KNOWN_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT");
  private static final Map<Integer, String> ERROR_PAGES =
      Map.of(StubRoutes.GONE, ContractRoutes.ERROR_PAGE_TEXT);
  private static final int HANDLED_STATUS = 422;

  private final String contextPath;
  private final String statsPath;
  private final Fault fault;
  private final List<Route> routes = new ArrayList<>();

  StubService(ContractSetup setup, Fault fault) {
    this.contextPath = setup.contextPath();
    this.statsPath = contextPath + setup.monitor().http().endpoint().basePath();
    this.fault = fault;
    new StubRoutes(this, setup.gate()).addAll();
  }

  /** Adds a route, with or without a slash at the end. */
  void add(String template, StubHandler handler) {
    add("", template, handler);
  }

  /** Adds a route in a mount, with the mount's parameters before its own. */
  void add(String mount, String template, StubHandler handler) {
    String whole = mount + template;
    String expression = contextPath + whole.replaceAll("\\{[^}]+}", "([^/]+)") + "/?";
    String told = contextPath + (fault == Fault.MOUNT_LOST ? template : whole);
    routes.add(new Route(told, Pattern.compile(expression), Set.of("GET", "HEAD"), handler));
  }

  /** Adds a route that answers POST. */
  void addPost(String path, StubHandler handler) {
    String whole = contextPath + path;
    routes.add(new Route(whole, Pattern.compile(Pattern.quote(whole)), Set.of("POST"), handler));
  }

  /** Adds a static file. */
  void addFile(String path, String content) {
    Pattern pattern = Pattern.compile(Pattern.quote(contextPath + path));
    StubHandler handler = (exchange, parameters) -> exchange.write(content);
    routes.add(new Route(RouteTemplate.STATIC, pattern, Set.of("GET", "HEAD"), handler));
  }

  /** Has a handler of this service answer, first or by a forward or dispatch. */
  void serve(StubExchange exchange, String path) throws IOException {
    if (!KNOWN_METHODS.contains(exchange.method())) {
      exchange.setStatus(501);
      return;
    }
    if (path.equals(contextPath + ContractRoutes.DENIED)) {
      exchange.setStatus(401);
      return;
    }
    for (Route route : routes) {
      Matcher matcher = route.pattern.matcher(path);
      if (matcher.matches()) {
        serve(exchange, route, matcher);
        return;
      }
    }
    exchange.setStatus(404);
  }

  private void serve(StubExchange exchange, Route route, Matcher matcher) throws IOException {
    if (exchange.route() == null || fault == Fault.LAST_ROUTE) {
      exchange.matched(route.template);
    }
    if (route.methods.contains(exchange.method())) {
      List<String> parameters = new ArrayList<>();
      for (int i = 1; i <= matcher.groupCount(); i++) {
        parameters.add(matcher.group(i));
      }
      route.handler.handle(exchange, parameters);
    } else {
      exchange.setStatus(exchange.method().equals("OPTIONS") ? 204 : 405);
    }
  }

  void forward(StubExchange exchange, String template) throws IOException {
    serve(exchange, contextPath + template);
  }

  String pathOf(String template) {
    return contextPath + template;
  }

  /** Returns whether the stats endpoint is at a path: a route of the service's own wins. */
  boolean isForEndpoint(String path) {
    boolean below = path.equals(statsPath) || path.startsWith(statsPath + "/");
    return below && routes.stream().noneMatch(route -> route.pattern.matcher(path).matches());
  }

  String belowEndpoint(String path) {
    return path.substring(statsPath.length());
  }

  static boolean isHandled(@Nullable Throwable failure) {
    return failure instanceof HandledException;
  }

  /** Answers for what a handler threw, before the head was sent. */
  static void answerFailure(StubExchange exchange, Throwable failure, boolean tellFormerStatus) {
    if (isHandled(failure)) {
      exchange.setStatus(HANDLED_STATUS);
    } else {
      exchange.failWith500(tellFormerStatus);
    }
  }

  /** Puts the page of a status in where a handler left no body. */
  static void addErrorPage(StubExchange exchange) {
    String page = ERROR_PAGES.get(exchange.status());
    if (page != null && !exchange.isHeadSent() && !exchange.hasBody()) {
      exchange.write(page);
    }
  }

  private record Route(
      String template, Pattern pattern, Set<String> methods, StubHandler handler) {}

  /** What this service's error handling has an answer for. */
  static final class HandledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
