// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What {@link RequestsTest} asks for. */
@Controller("/shop")
@Produces(MediaType.TEXT_PLAIN)
@Requires(property = "test.service", value = RequestsTest.SERVICE)
class RequestsController {
  private final Held held;

  RequestsController(Held held) {
    this.held = held;
  }

  @Get("/items/{id:4}/parts{/part}{?q,max*}")
  String item(String id, @Nullable String part, @Nullable @QueryValue String q) {
    return id + part + q;
  }

  @Get("/files/{+path}")
  String file(String path) {
    return path;
  }

  @Get("/mono/{id}")
  Publisher<HttpResponse<String>> mono(String id) {
    return Mono.fromFuture(() -> held.answer).map(HttpResponse::created);
  }

  @Get("/empty/{id}")
  Mono<String> empty(String id) {
    return Mono.empty();
  }

  @Get(value = "/list", produces = MediaType.APPLICATION_JSON)
  Publisher<Integer> list() {
    return Flux.concat(Flux.just(1, 2), Mono.fromFuture(() -> held.answer).thenReturn(3));
  }

  @Get(value = "/big", produces = MediaType.APPLICATION_OCTET_STREAM)
  byte[] big() {
    return new byte[64 << 20];
  }

  @Get("/marked")
  String marked(HttpRequest<?> request) {
    Object mark = new Object();
    held.mark = new WeakReference<>(mark);
    request.setAttribute("mark", mark);
    return "marked";
  }

  @Post("/orders")
  @Consumes(MediaType.TEXT_PLAIN)
  String order(@Body String order) {
    return order;
  }

  @Get("/taken")
  Mono<String> taken() {
    return Mono.error(new HttpStatusException(HttpStatus.CONFLICT, "taken"));
  }

  @Get(value = "/names", produces = MediaType.APPLICATION_JSON)
  List<String> names() {
    return List.of("a", "b");
  }
}
