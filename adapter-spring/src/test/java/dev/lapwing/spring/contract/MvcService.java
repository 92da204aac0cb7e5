// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring.contract;

import static dev.lapwing.testkit.ContractRoutes.BAD_REQUEST;
import static dev.lapwing.testkit.ContractRoutes.BIG;
import static dev.lapwing.testkit.ContractRoutes.BIG_LENGTH;
import static dev.lapwing.testkit.ContractRoutes.BLOCK_LENGTH;
import static dev.lapwing.testkit.ContractRoutes.BROKEN_ROUTE;
import static dev.lapwing.testkit.ContractRoutes.CAUGHT_ASYNC_BIG;
import static dev.lapwing.testkit.ContractRoutes.CAUGHT_BIG;
import static dev.lapwing.testkit.ContractRoutes.DENIED;
import static dev.lapwing.testkit.ContractRoutes.ECHO;
import static dev.lapwing.testkit.ContractRoutes.ERROR_PAGE;
import static dev.lapwing.testkit.ContractRoutes.ERROR_PAGE_TEXT;
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
import static dev.lapwing.testkit.ContractRoutes.UPGRADE;
import static dev.lapwing.testkit.ContractRoutes.USER;

import dev.lapwing.servlet.LapwingFilter;
import dev.lapwing.testkit.Gate;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The contract's service on Spring MVC; what goes async is in {@link MvcAsyncService}. */
@Configuration
@EnableAutoConfiguration
@Import({MvcService.Routes.class, MvcService.Caught.class, MvcAsyncService.class, MvcMount.class})
public class MvcService {

  /** Has the attributes fail that tell the route: Spring's, and the servlet adapter's own. */
  @Bean
  FilterRegistrationBean<Filter> breaking() {
    Filter breaking =
        (request, response, chain) ->
            chain.doFilter(new Broken((HttpServletRequest) request), response);
    FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(breaking);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.addUrlPatterns(BROKEN_ROUTE);
    return registration;
  }

  /** As Spring Security does, before a handler is looked for. */
  @Bean
  FilterRegistrationBean<Filter> denying() {
    Filter denying = (request, response, chain) -> ((HttpServletResponse) response).sendError(401);
    FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(denying);
    registration.addUrlPatterns(DENIED);
    return registration;
  }

  private static final class Broken extends HttpServletRequestWrapper {
    Broken(HttpServletRequest request) {
      super(request);
    }

    @Override
    public Object getAttribute(String name) {
      if (name.equals(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
          || name.equals(LapwingFilter.ROUTE_ATTRIBUTE)) {
        throw new IllegalStateException("no attribute");
      }
      return super.getAttribute(name);
    }
  }

  static byte[] block() {
    return new byte[BLOCK_LENGTH];
  }

  /** Answers on the request's thread. */
  @RestController
  static class Routes {
    private final Gate gate;

    Routes(Gate gate) {
      this.gate = gate;
    }

    @GetMapping(HELLO)
    String hello() {
      return HELLO_TEXT;
    }

    @GetMapping({USER, USER + "/"})
    String user(@PathVariable("id") String id) {
      return "user " + id;
    }

    @GetMapping(ORDER)
    String order(@PathVariable("id") String id, @PathVariable("order") String order) {
      return "order " + order + " of " + id;
    }

    @GetMapping(STATUS)
    ResponseEntity<String> status(@PathVariable("code") int code) {
      return ResponseEntity.status(code).build();
    }

    @GetMapping(REDIRECT)
    ModelAndView redirect() {
      return new ModelAndView("redirect:" + HELLO);
    }

    @GetMapping(BAD_REQUEST)
    String badRequest() {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }

    @GetMapping(MISSING)
    String missing() {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    @GetMapping(FAILURE)
    String fail() {
      throw new IllegalStateException("told to fail");
    }

    @GetMapping(STATUS_THEN_FAILURE)
    String failAfterStatus(HttpServletResponse response) {
      response.setStatus(202);
      return fail();
    }

    @GetMapping(HANDLED)
    String handled() {
      throw new UnsupportedOperationException("told to fail");
    }

    @ExceptionHandler(UnsupportedOperationException.class)
    ResponseEntity<String> handle() {
      return ResponseEntity.status(422).body("handled");
    }

    @GetMapping(LATE_FAILURE)
    void failLate(HttpServletResponse response) throws IOException {
      response.getOutputStream().print("begun");
      response.flushBuffer();
      fail();
    }

    @GetMapping(ERROR_PAGE)
    String gone() {
      throw new ArrayIndexOutOfBoundsException("gone");
    }

    @ExceptionHandler(ArrayIndexOutOfBoundsException.class)
    ResponseEntity<String> errorPage() {
      return ResponseEntity.status(410).body(ERROR_PAGE_TEXT);
    }

    @GetMapping(FORWARD)
    ModelAndView forward() {
      return new ModelAndView("forward:" + HELLO);
    }

    @GetMapping(FORWARD_TO_FAILURE)
    ModelAndView forwardToFailure() {
      return new ModelAndView("forward:" + FAILURE);
    }

    @GetMapping(DENIED)
    String denied() {
      return "let in";
    }

    @GetMapping(HELD)
    String held() {
      gate.pass();
      return "held";
    }

    @GetMapping(BIG)
    void big(HttpServletResponse response) throws IOException {
      gate.pass();
      for (int i = 0; i < BIG_LENGTH / BLOCK_LENGTH; i++) {
        response.getOutputStream().write(block());
      }
    }

    @GetMapping(UPGRADE)
    void upgrade(HttpServletRequest request, HttpServletResponse response) throws Exception {
      request.upgrade(ClosingUpgrade.class);
    }

    @PostMapping(ECHO)
    String echo(@RequestBody String text) {
      return text;
    }

    @GetMapping(OWN)
    String own() {
      return "own";
    }

    @GetMapping(BROKEN_ROUTE)
    String broken() {
      return "broken";
    }
  }

  /** Lets no exception escape. */
  @RestController
  static class Caught {
    private final Routes routes;
    private final Gate gate;

    Caught(Routes routes, Gate gate) {
      this.routes = routes;
      this.gate = gate;
    }

    @GetMapping(CAUGHT_BIG)
    void big(HttpServletResponse response) throws IOException {
      routes.big(response);
    }

    @GetMapping(CAUGHT_ASYNC_BIG)
    StreamingResponseBody asyncBig() {
      return MvcAsyncService.bigAfter(gate);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<String> handle() {
      return ResponseEntity.status(500).body("caught");
    }
  }
}
