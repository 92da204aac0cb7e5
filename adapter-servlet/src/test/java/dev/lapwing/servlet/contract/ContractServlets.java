// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import static dev.lapwing.testkit.ContractRoutes.ASYNC_AGAIN;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_BIG;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_COMPLETE;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_DISPATCH;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_HELLO;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_TIMEOUT;
import static dev.lapwing.testkit.ContractRoutes.BAD_REQUEST;
import static dev.lapwing.testkit.ContractRoutes.BIG;
import static dev.lapwing.testkit.ContractRoutes.BROKEN_ROUTE;
import static dev.lapwing.testkit.ContractRoutes.CAUGHT_ASYNC_BIG;
import static dev.lapwing.testkit.ContractRoutes.CAUGHT_BIG;
import static dev.lapwing.testkit.ContractRoutes.CHAIN;
import static dev.lapwing.testkit.ContractRoutes.CHAIN_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.DENIED;
import static dev.lapwing.testkit.ContractRoutes.ECHO;
import static dev.lapwing.testkit.ContractRoutes.ENDLESS_EVENTS;
import static dev.lapwing.testkit.ContractRoutes.ERROR_PAGE;
import static dev.lapwing.testkit.ContractRoutes.ERROR_PAGE_TEXT;
import static dev.lapwing.testkit.ContractRoutes.EVENTS;
import static dev.lapwing.testkit.ContractRoutes.FAILURE;
import static dev.lapwing.testkit.ContractRoutes.FORWARD;
import static dev.lapwing.testkit.ContractRoutes.FORWARD_TO_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.HANDLED;
import static dev.lapwing.testkit.ContractRoutes.HELD;
import static dev.lapwing.testkit.ContractRoutes.HELLO;
import static dev.lapwing.testkit.ContractRoutes.HELLO_TEXT;
import static dev.lapwing.testkit.ContractRoutes.LATE_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.MISSING;
import static dev.lapwing.testkit.ContractRoutes.ORDER;
import static dev.lapwing.testkit.ContractRoutes.OWN;
import static dev.lapwing.testkit.ContractRoutes.REDIRECT;
import static dev.lapwing.testkit.ContractRoutes.STATUS;
import static dev.lapwing.testkit.ContractRoutes.STATUS_THEN_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.STREAMED;
import static dev.lapwing.testkit.ContractRoutes.UPGRADE;
import static dev.lapwing.testkit.ContractRoutes.USER;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lapwing.servlet.LapwingFilter;
import dev.lapwing.testkit.ContractSetup;
import dev.lapwing.testkit.Gate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The contract's service, of plain servlets alone, for every container. What only a container can
 * set up is not here: the error page of {@link #ERROR_PAGE_STATUS} at {@link #ERROR_PAGE_TARGET}.
 */
final class ContractServlets {
  static final int ERROR_PAGE_STATUS = 410;
  static final String ERROR_PAGE_TARGET = "/error-page-of-410";

  private static final int HANDLED_STATUS = 422;
  private static final Pattern USER_PATH = Pattern.compile("/([^/]+)/?");
  private static final Pattern ORDER_PATH = Pattern.compile("/([^/]+)/orders/([^/]+)");

  private final ServletContext context;
  private final Gate gate;

  private ContractServlets(ServletContext context, ContractSetup setup) {
    this.context = context;
    this.gate = setup.gate();
  }

  /** Adds what stands in front of Lapwing; to be called before it is installed. */
  static void addInFront(ServletContext context) {
    Filter breaking =
        (request, response, chain) ->
            chain.doFilter(new WithoutContext((HttpServletRequest) request), response);
    FilterRegistration.Dynamic filter = context.addFilter("breaking", breaking);
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, BROKEN_ROUTE);
  }

  /** Adds the service's servlets, while a context starts. */
  static void addTo(ServletContext context, ContractSetup setup) {
    new ContractServlets(context, setup).add();
  }

  private void add() {
    map(HELLO, new Hello());
    map("/users/*", ContractServlets::user);
    map("/status/*", named(STATUS, ContractServlets::status));
    map(REDIRECT, (request, response) -> response.sendRedirect(request.getContextPath() + HELLO));
    map(BAD_REQUEST, (request, response) -> response.sendError(400));
    map("/missing/*", named(MISSING, (request, response) -> response.sendError(404)));
    map(FAILURE, (request, response) -> fail());
    map(
        STATUS_THEN_FAILURE,
        (request, response) -> {
          response.setStatus(202);
          fail();
        });
    map(HANDLED, (request, response) -> fail());
    handle(HANDLED);
    map(
        LATE_FAILURE,
        (request, response) -> {
          Replies.sendNow(response, "text/plain", "begun");
          fail();
        });
    map(ERROR_PAGE, (request, response) -> response.sendError(ERROR_PAGE_STATUS));
    map(ERROR_PAGE_TARGET, ContractService.answering(ERROR_PAGE_TEXT));
    map(FORWARD, forwarding(HELLO));
    map(FORWARD_TO_FAILURE, forwarding(FAILURE));
    map("/tenants/*", new TenantServlet());
    map(DENIED, ContractService.answering("let in"));
    filter(DENIED, (request, response, chain) -> ((HttpServletResponse) response).sendError(401));
    map(ECHO, ContractServlets::echo);
    map(OWN, ContractService.answering("own"));
    map(BROKEN_ROUTE, ContractService.answering("broken"));
    map(UPGRADE, ContractServlets::upgrade);
    map(
        HELD,
        (request, response) -> {
          gate.pass();
          Replies.text(response, "held");
        });
    ContractService big =
        (request, response) -> {
          gate.pass();
          Replies.big(response);
        };
    map(BIG, big);
    map(CAUGHT_BIG, ContractService.catchingAll(big));
    addAsync(new AsyncServices(gate));
  }

  private void addAsync(AsyncServices async) {
    map(STREAMED, async::streamed);
    map(ASYNC_HELLO, async::hello);
    map(ASYNC_COMPLETE, async::complete);
    map(ASYNC_DISPATCH, async::dispatch);
    map(ASYNC_TIMEOUT, async::timeout);
    map(ASYNC_FAILURE, async::fail);
    map(ASYNC_AGAIN, async::again);
    map(EVENTS, async::events);
    map(ENDLESS_EVENTS, async::endlessEvents);
    map(ASYNC_BIG, async::big);
    map(CHAIN, async::chain);
    map(CHAIN_FAILURE, async::failingChain);
    map(CAUGHT_ASYNC_BIG, async::caughtBig);
  }

  private void map(String pattern, ContractService service) {
    map(pattern, new ServiceServlet(service));
  }

  private void map(String pattern, Servlet servlet) {
    ServletRegistration.Dynamic added = context.addServlet("at " + pattern, servlet);
    added.setAsyncSupported(true);
    added.addMapping(pattern);
  }

  /** Has exceptions of a route answered as a handler of the service's answers them. */
  private void handle(String path) {
    Filter handler =
        (request, response, chain) -> {
          try {
            chain.doFilter(request, response);
          } catch (IllegalStateException handled) {
            ((HttpServletResponse) response).sendError(HANDLED_STATUS);
          }
        };
    filter(path, handler);
  }

  private void filter(String path, Filter filter) {
    context
        .addFilter("before " + path, filter)
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, path);
  }

  private static ContractService forwarding(String path) {
    return (request, response) -> request.getRequestDispatcher(path).forward(request, response);
  }

  private static ContractService named(String template, ContractService service) {
    return (request, response) -> {
      request.setAttribute(LapwingFilter.ROUTE_ATTRIBUTE, template);
      service.serve(request, response);
    };
  }

  private static void user(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Matcher user = USER_PATH.matcher(request.getPathInfo());
    Matcher order = ORDER_PATH.matcher(request.getPathInfo());
    if (user.matches()) {
      request.setAttribute(LapwingFilter.ROUTE_ATTRIBUTE, USER);
      Replies.text(response, "user " + user.group(1));
    } else if (order.matches()) {
      request.setAttribute(LapwingFilter.ROUTE_ATTRIBUTE, ORDER);
      Replies.text(response, "order " + order.group(2) + " of " + order.group(1));
    } else {
      request.setAttribute(LapwingFilter.ROUTE_ATTRIBUTE, "");
      response.sendError(404);
    }
  }

  private static void echo(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Replies.text(response, new String(request.getInputStream().readAllBytes(), US_ASCII));
  }

  private static void status(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(Integer.parseInt(request.getPathInfo().substring(1)));
  }

  private static void upgrade(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.upgrade(ClosingUpgrade.class);
  }

  private static void fail() {
    throw new IllegalStateException("told to fail");
  }

  /** Serves with a service, whatever the method. */
  private static final class ServiceServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient ContractService service;

    ServiceServlet(ContractService service) {
      this.service = service;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      service.serve(request, response);
    }
  }

  /** Answers GET and HEAD, as {@link HttpServlet} has it for those who override one method. */
  private static final class Hello extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      Replies.text(response, HELLO_TEXT);
    }
  }

  /** A request whose servlet context, which Lapwing asks for the route, is out of order. */
  private static final class WithoutContext extends HttpServletRequestWrapper {
    WithoutContext(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletContext getServletContext() {
      throw new IllegalStateException("no context");
    }
  }
}
