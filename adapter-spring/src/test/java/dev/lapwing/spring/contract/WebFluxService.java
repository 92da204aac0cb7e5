// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring.contract;

import static dev.lapwing.testkit.ContractRoutes.ASYNC_COMPLETE;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_HELLO;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_TIMEOUT;
import static dev.lapwing.testkit.ContractRoutes.BAD_REQUEST;
import static dev.lapwing.testkit.ContractRoutes.BROKEN_ROUTE;
import static dev.lapwing.testkit.ContractRoutes.DENIED;
import static dev.lapwing.testkit.ContractRoutes.ECHO;
import static dev.lapwing.testkit.ContractRoutes.ERROR_PAGE;
import static dev.lapwing.testkit.ContractRoutes.ERROR_PAGE_TEXT;
import static dev.lapwing.testkit.ContractRoutes.FAILURE;
import static dev.lapwing.testkit.ContractRoutes.HANDLED;
import static dev.lapwing.testkit.ContractRoutes.HELD;
import static dev.lapwing.testkit.ContractRoutes.HELLO;
import static dev.lapwing.testkit.ContractRoutes.HELLO_TEXT;
import static dev.lapwing.testkit.ContractRoutes.MISSING;
import static dev.lapwing.testkit.ContractRoutes.ORDER;
import static dev.lapwing.testkit.ContractRoutes.OWN;
import static dev.lapwing.testkit.ContractRoutes.REDIRECT;
import static dev.lapwing.testkit.ContractRoutes.STATUS;
import static dev.lapwing.testkit.ContractRoutes.STATUS_THEN_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.UPGRADE;
import static dev.lapwing.testkit.ContractRoutes.USER;

import dev.lapwing.testkit.Gate;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
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
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** The contract's service on Spring WebFlux; what is sent bit by bit is in WebFluxStreams. */
@Configuration
@EnableAutoConfiguration
@Import({
  WebFluxService.Routes.class,
  WebFluxStreams.class,
  WebFluxStreams.Caught.class,
  WebFluxMount.class
})
public class WebFluxService implements WebFluxConfigurer {

  /** Tomcat is on the class path too, and Spring would take its way to upgrade. */
  @Override
  public WebSocketService getWebSocketService() {
    return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy());
  }

  @Bean
  SimpleUrlHandlerMapping upgrade() {
    WebSocketHandler silent = session -> session.close();
    return new SimpleUrlHandlerMapping(Map.of(UPGRADE, silent), Ordered.HIGHEST_PRECEDENCE);
  }

  /** As Spring Security does, before a handler is looked for. */
  @Bean
  WebFilter denying() {
    return (exchange, chain) -> {
      if (!exchange.getRequest().getPath().value().equals(DENIED)) {
        return chain.filter(exchange);
      }
      exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
      return exchange.getResponse().setComplete();
    };
  }

  /** Answers with what is there, or soon. */
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
    ResponseEntity<String> redirect(ServerWebExchange exchange) {
      String context = exchange.getRequest().getPath().contextPath().value();
      return ResponseEntity.status(302).location(URI.create(context + HELLO)).build();
    }

    @GetMapping(BAD_REQUEST)
    Mono<String> badRequest() {
      return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    @GetMapping(MISSING)
    Mono<String> missing() {
      return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping(FAILURE)
    Mono<String> fail() {
      return Mono.error(new IllegalStateException("told to fail"));
    }

    @GetMapping(STATUS_THEN_FAILURE)
    Mono<String> failAfterStatus(ServerWebExchange exchange) {
      exchange.getResponse().setStatusCode(HttpStatus.ACCEPTED);
      return fail();
    }

    @GetMapping(HANDLED)
    Mono<String> handled() {
      return Mono.error(new UnsupportedOperationException("told to fail"));
    }

    @ExceptionHandler(UnsupportedOperationException.class)
    ResponseEntity<String> handle() {
      return ResponseEntity.status(422).body("handled");
    }

    @GetMapping(ERROR_PAGE)
    Mono<String> gone() {
      return Mono.error(new ArrayIndexOutOfBoundsException("gone"));
    }

    @ExceptionHandler(ArrayIndexOutOfBoundsException.class)
    ResponseEntity<String> errorPage() {
      return ResponseEntity.status(410).body(ERROR_PAGE_TEXT);
    }

    @GetMapping(DENIED)
    String denied() {
      return "let in";
    }

    @GetMapping(HELD)
    Mono<String> held() {
      return Mono.fromCompletionStage(gate.passLater()).thenReturn("held");
    }

    @GetMapping(ASYNC_HELLO)
    Mono<String> asyncHello() {
      return Mono.fromFuture(CompletableFuture.supplyAsync(() -> HELLO_TEXT));
    }

    @GetMapping(ASYNC_COMPLETE)
    Mono<ResponseEntity<String>> asyncComplete() {
      return Mono.fromCompletionStage(gate.passLater())
          .thenReturn(ResponseEntity.status(202).build());
    }

    @GetMapping(ASYNC_TIMEOUT)
    Mono<String> asyncTimeout() {
      return Mono.<String>never().timeout(Duration.ofMillis(100));
    }

    @GetMapping(ASYNC_FAILURE)
    Mono<String> asyncFailure() {
      return asyncHello().then(fail());
    }

    @PostMapping(ECHO)
    String echo(@RequestBody String text) {
      return text;
    }

    @GetMapping(OWN)
    String own() {
      return "own";
    }

    /** Leaves a pattern that cannot be spelt where the adapter looks for the route. */
    @GetMapping(BROKEN_ROUTE)
    String broken(ServerWebExchange exchange) {
      exchange
          .getAttributes()
          .put(
              HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE,
              new Object() {
                @Override
                public String toString() {
                  throw new IllegalStateException("no pattern");
                }
              });
      return "broken";
    }
  }
}
