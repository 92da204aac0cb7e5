// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.containers.Container;
import dev.lapwing.servlet.containers.Containers;
import dev.lapwing.servlet.containers.WebApp;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the client gets is the same bytes with the filter as without. */
class UnchangedResponsesTest {
  @TempDir private Path files;

  @ParameterizedTest
  @EnumSource
  void everyResponseIsTheSame(Containers kind) throws IOException {
    Map<String, Service> services = WaysToAnswer.all();
    if (kind == Containers.TOMCAT) {
      services.put("sentByTheKernel", this::sendWithoutCopying);
    }
    if (kind == Containers.UNDERTOW) {
      // It flushes a response that is wrapped, whoever wraps it, when a forward returns, so that
      // the length cannot be told.
      services.remove("forward");
    }
    Files.writeString(files.resolve("big.txt"), WaysToAnswer.LARGE);
    SoftAssertions differences = new SoftAssertions();
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().build();
        Container server = start(kind, services, monitor);
        Container alone = start(kind, services, null)) {
      for (String name : services.keySet()) {
        for (String method : new String[] {"GET", "HEAD"}) {
          String request =
              method + " /" + name + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
          differences
              .assertThat(comparable(exchange(server, request)))
              .as("%s of %s", method, name)
              .isEqualTo(comparable(exchange(alone, request)));
        }
      }
      await().until(() -> document(monitor).activeRequests() == 0);
      assertThat(monitor.getStats()).hasSize(2 * services.size());
      assertThat(document(monitor).self().swallowedErrors()).isZero();
    }
    differences.assertAll();
  }

  private static StatsDocument document(PerformanceMonitor monitor) {
    return monitor.http().endpoint().read(StatsQuery.DEFAULT);
  }

  private Container start(
      Containers kind, Map<String, Service> services, PerformanceMonitor monitor) {
    ServletContainerInitializer initializer =
        (classes, context) -> {
          if (monitor != null) {
            LapwingServlet.install(context, monitor);
          }
          services.forEach(
              (name, service) -> {
                ServletRegistration.Dynamic servlet = context.addServlet(name, service.servlet());
                servlet.setAsyncSupported(true);
                servlet.addMapping("/" + name);
              });
        };
    return kind.start(new WebApp(files, initializer));
  }

  private static String exchange(Container server, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private void sendWithoutCopying(HttpServletRequest request, HttpServletResponse response) {
    assertThat(request.getAttribute("org.apache.tomcat.sendfile.support")).isEqualTo(true);
    response.setContentLength(WaysToAnswer.LARGE.length());
    request.setAttribute(
        "org.apache.tomcat.sendfile.filename", files.resolve("big.txt").toString());
    request.setAttribute("org.apache.tomcat.sendfile.start", 0L);
    request.setAttribute("org.apache.tomcat.sendfile.end", (long) WaysToAnswer.LARGE.length());
  }

  private static String comparable(String answer) {
    return answer.replaceAll("Date: [^\r]*\r\n", "");
  }

  /** Tomcat lets the kernel send a file only if it finds its own request and response. */
  @Test
  void fileIsSentWithoutCopyingAsWithoutTheFilter() throws IOException {
    AtomicReference<Object> sentByTheKernel = new AtomicReference<>();
    try (TestServer server =
        TestServer.app()
            .filterInFront(
                (request, response, chain) -> {
                  chain.doFilter(request, response);
                  sentByTheKernel.set(request.getAttribute("org.apache.tomcat.sendfile.filename"));
                })
            .files()
            .start()) {
      server.writeFile("big.bin", 1_000_000);
      HttpResponse<String> answer = server.get("/big.bin");
      assertThat(answer.body()).hasSize(1_000_000);
      assertThat(sentByTheKernel.get()).asString().endsWith("big.bin");
      assertThat(server.recorded()).containsExactly("GET (static) {200=1}");
    }
  }
}
