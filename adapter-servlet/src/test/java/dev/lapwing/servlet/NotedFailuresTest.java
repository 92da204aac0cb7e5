// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.stats.OperationStats;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of a framework that lets no exception escape, but notes it. */
class NotedFailuresTest {

  @ParameterizedTest
  @ValueSource(strings = {"/sync", "/async"})
  void failureAfterTheHeadIsAnErrorWithTheStatusThatWasSent(String path) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Path.of("target", "noted-failures").toAbsolutePath().toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().build()) {
      tomcat
          .addContext("", null)
          .addServletContainerInitializer((classes, context) -> addTo(context, monitor), Set.of());
      tomcat.start();
      URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      assertThat(connection.getResponseCode()).isEqualTo(200);
      OperationStats stats =
          await().until(() -> monitor.getStats("GET " + path), recorded -> recorded != null);
      assertThat(stats.statuses()).isEqualTo(Map.of("200", 1L));
      assertThat(stats.errorCount()).isEqualTo(1);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static void addTo(ServletContext context, PerformanceMonitor monitor) {
    LapwingServlet.install(context, monitor);
    ServletRegistration.Dynamic failing = context.addServlet("failing", new Failing());
    failing.setAsyncSupported(true);
    failing.addMapping("/sync", "/async");
  }

  /** Sends the head, then notes a failure. */
  private static final class Failing extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.flushBuffer();
      if (request.getServletPath().equals("/sync")) {
        fail(request);
        return;
      }
      AsyncContext async = request.startAsync();
      async.start(
          () -> {
            fail(async.getRequest());
            async.complete();
          });
    }

    private static void fail(ServletRequest request) {
      LapwingFilter.noteFailure(request, new IllegalStateException("told to fail"));
    }
  }
}
