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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of a framework that lets no exception escape, but knows of it. */
class NotedFailuresTest {
  /** No text, which would be the route. */
  private static final Object FAILED = new Object();

  @ParameterizedTest
  @CsvSource({"/sync, 1", "/async, 1", "/before, 0"})
  void failureAfterTheHeadIsAnErrorWithTheStatusThatWasSent(String path, long errors)
      throws Exception {
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
      assertThat(stats.errorCount()).isEqualTo(errors);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static void addTo(ServletContext context, PerformanceMonitor monitor) {
    LapwingServlet.install(context, monitor, new Knowing());
    ServletRegistration.Dynamic failing = context.addServlet("failing", new Failing());
    failing.setAsyncSupported(true);
    failing.addMapping("/sync", "/async", "/before");
  }

  private static final class Knowing implements RouteResolver {
    @Override
    public @Nullable String route(HttpServletRequest request) {
      return null;
    }

    @Override
    public boolean hasFailed(HttpServletRequest request) {
      return FAILED.equals(LapwingFilter.attachment(request));
    }
  }

  /** Fails after the head was sent, or before. */
  private static final class Failing extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getServletPath().equals("/before")) {
        fail(request);
      }
      response.flushBuffer();
      if (request.getServletPath().equals("/sync")) {
        fail(request);
      } else if (request.getServletPath().equals("/async")) {
        AsyncContext async = request.startAsync();
        async.start(
            () -> {
              fail(async.getRequest());
              async.complete();
            });
      }
    }

    private static void fail(ServletRequest request) {
      LapwingFilter.attach(request, FAILED);
    }
  }
}
