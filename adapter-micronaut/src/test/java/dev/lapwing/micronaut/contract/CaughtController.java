// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut.contract;

import dev.lapwing.testkit.ContractRoutes;
import dev.lapwing.testkit.Gate;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.reactivestreams.Publisher;

/** Big bodies behind a handler of all exceptions. */
@Controller
@Produces(MediaType.APPLICATION_OCTET_STREAM)
@Requires(property = "test.service", value = MicronautContractTest.SERVICE)
class CaughtController {
  private final Gate gate;

  CaughtController(Gate gate) {
    this.gate = gate;
  }

  @Get(ContractRoutes.CAUGHT_BIG)
  @ExecuteOn(TaskExecutors.BLOCKING)
  StreamedFile big() {
    gate.pass();
    return new StreamedFile(new Blocks(), MediaType.APPLICATION_OCTET_STREAM_TYPE);
  }

  @Get(ContractRoutes.CAUGHT_ASYNC_BIG)
  Publisher<byte[]> asyncBig() {
    return new AsyncController(gate).big();
  }

  @Error(exception = Throwable.class)
  HttpResponse<?> handle() {
    return HttpResponse.serverError();
  }
}
