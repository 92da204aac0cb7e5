// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut.contract;

import dev.lapwing.testkit.ContractRoutes;
import dev.lapwing.testkit.Gate;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.context.ServerContextPathProvider;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** The routes of the contract's service that answer at once, or on a thread that may wait. */
@Controller
@Produces(MediaType.TEXT_PLAIN)
@Requires(property = "test.service", value = MicronautContractTest.SERVICE)
class ContractController {
  private final Gate gate;
  private final @Nullable String contextPath;

  ContractController(Gate gate, ServerContextPathProvider server) {
    this.gate = gate;
    this.contextPath = server.getContextPath();
  }

  @Get(ContractRoutes.HELLO)
  String hello() {
    return ContractRoutes.HELLO_TEXT;
  }

  @Get(ContractRoutes.USER)
  String user(String id) {
    return "user " + id;
  }

  @Get(ContractRoutes.ORDER)
  String order(String id, String order) {
    return "order " + order + " of " + id;
  }

  @Get(ContractRoutes.STATUS)
  HttpResponse<?> status(int code) {
    return HttpResponse.status(code, "as told");
  }

  @Get(ContractRoutes.REDIRECT)
  HttpResponse<?> redirect() {
    String context = contextPath == null ? "" : contextPath;
    return HttpResponse.status(HttpStatus.FOUND)
        .header(HttpHeaders.LOCATION, context + ContractRoutes.HELLO);
  }

  @Get(ContractRoutes.BAD_REQUEST)
  HttpResponse<?> badRequest() {
    return HttpResponse.badRequest();
  }

  @Get(ContractRoutes.MISSING)
  @Nullable String missing(String name) {
    return null;
  }

  @Get(ContractRoutes.FAILURE)
  String failure() {
    throw new IllegalStateException("told to fail");
  }

  @Get(ContractRoutes.STATUS_THEN_FAILURE)
  @Status(HttpStatus.ACCEPTED)
  String statusThenFailure() {
    throw new IllegalStateException("told to fail");
  }

  @Get(ContractRoutes.HANDLED)
  String handled() {
    throw new HandledException();
  }

  @Error(global = true, exception = HandledException.class)
  HttpResponse<?> handle() {
    return HttpResponse.unprocessableEntity();
  }

  @Get(ContractRoutes.ERROR_PAGE)
  HttpResponse<?> gone() {
    return HttpResponse.status(HttpStatus.GONE);
  }

  @Error(global = true, status = HttpStatus.GONE)
  HttpResponse<String> errorPage() {
    return HttpResponse.<String>status(HttpStatus.GONE).body(ContractRoutes.ERROR_PAGE_TEXT);
  }

  @Post(value = ContractRoutes.ECHO, consumes = MediaType.TEXT_PLAIN)
  String echo(@Body String text) {
    return text;
  }

  @Get(ContractRoutes.OWN)
  String own() {
    return "own";
  }

  @Get(ContractRoutes.DENIED)
  String denied() {
    return "let in";
  }

  @Get(ContractRoutes.BROKEN_ROUTE)
  String brokenRoute() {
    return "broken";
  }

  @Get(ContractRoutes.HELD)
  @ExecuteOn(TaskExecutors.BLOCKING)
  String held() {
    gate.pass();
    return "held";
  }

  @Get(ContractRoutes.BIG)
  @ExecuteOn(TaskExecutors.BLOCKING)
  StreamedFile big() {
    gate.pass();
    return new StreamedFile(new Blocks(), MediaType.APPLICATION_OCTET_STREAM_TYPE);
  }

  /** What {@link #handle} answers. */
  private static final class HandledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
