// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lapwing.servlet.containers.Containers;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** I/O that fails in the service, while the client is still there: errors, and no aborts. */
@ParameterizedClass
@EnumSource
class UpstreamFailuresTest {
  @Parameter private Containers kind;

  private TestServer.App app() {
    return TestServer.app().on(kind);
  }

  private static final String GET =
      "GET /proxy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private static void assertError(TestServer.App app, int status) throws IOException {
    assertError(app, status, "HTTP/1.1 " + status);
  }

  private static void assertError(TestServer.App app, int status, String answer)
      throws IOException {
    try (TestServer server = app.start()) {
      assertThat(server.exchange(GET)).startsWith(answer);
      assertThat(server.recorded()).containsExactly("GET /proxy {" + status + "=1} errors=1");
    }
  }

  private static void fail(boolean afterTheHead, Flush flush) throws IOException {
    if (afterTheHead) {
      flush.run();
    }
    throw new IOException("Connection reset by the upstream");
  }

  @ParameterizedTest
  @CsvSource({"false, 500", "true, 200"})
  void whatEscapesAServiceIsAnError(boolean afterTheHead, int status) throws IOException {
    Service service = (request, response) -> fail(afterTheHead, response::flushBuffer);
    assertError(app().servlet("/proxy", service), status);
  }

  @ParameterizedTest
  @CsvSource({"false, 500", "true, 200"})
  void whatEscapesAnAsyncDispatchIsAnError(boolean afterTheHead, int status) throws IOException {
    Service service = (request, response) -> fail(afterTheHead, response::flushBuffer);
    assertError(
        app()
            .servlet("/proxy", (request, response) -> request.startAsync().dispatch("/rest"))
            .servlet("/rest", service),
        status);
  }

  /** Before the head Tomcat drops the connection then, with the filter and without. */
  @ParameterizedTest
  @CsvSource({"false, 500, ''", "true, 200, HTTP/1.1 200"})
  void whatEscapesAWriteListenerIsAnError(boolean afterTheHead, int status, String answer)
      throws IOException {
    assumeTrue(kind == Containers.TOMCAT, "the others do as they like with such a failure");
    Service service =
        (request, response) -> {
          request.startAsync();
          ServletOutputStream stream = response.getOutputStream();
          stream.setWriteListener(
              new WriteListener() {
                @Override
                public void onWritePossible() throws IOException {
                  fail(
                      afterTheHead,
                      () -> {
                        stream.write(1);
                        if (stream.isReady()) {
                          stream.flush();
                        }
                      });
                }

                @Override
                public void onError(Throwable failure) {}
              });
        };
    assertError(app().servlet("/proxy", service), status, answer);
  }

  @FunctionalInterface
  private interface Flush {
    void run() throws IOException;
  }
}
