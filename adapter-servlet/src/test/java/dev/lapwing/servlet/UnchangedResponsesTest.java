// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the client gets is the same bytes with the filter as without. */
class UnchangedResponsesTest {
  private static final String LARGE = "0123456789".repeat(5_000);

  private static Map<String, Service> services() {
    Map<String, Service> services = new LinkedHashMap<>();
    services.put("nothing", (request, response) -> {});
    services.put("text", Service.answering("short"));
    services.put("textOfChunks", Service.answering(LARGE));
    services.put(
        "umlauts",
        (request, response) -> {
          response.setCharacterEncoding("ISO-8859-1");
          response.getWriter().print("\u00e4\u00f6\u00fc");
        });
    services.put(
        "everyMethodOfTheWriter",
        (request, response) -> {
          response.setContentType("text/plain;charset=UTF-8");
          response.setLocale(Locale.GERMANY);
          PrintWriter writer = response.getWriter();
          writer.println("line");
          writer.println(1);
          writer.println(new char[] {'a', 'b'});
          writer.println((Object) null);
          writer.println();
          writer.printf("%.1f %s%n", 1.5, "x");
          writer.printf(Locale.FRANCE, "%.1f", 1.5);
          writer.append('c').append("sequence").append("sequence", 1, 3);
          writer.write('w');
          writer.write(new char[] {'x', 'y'});
          writer.write("string", 1, 2);
          writer.print(true);
          writer.print(2.5);
        });
    services.put(
        "everyMethodOfTheStream",
        (request, response) -> {
          ServletOutputStream stream = response.getOutputStream();
          stream.print("text");
          stream.println("line");
          stream.println(1);
          stream.println(true);
          stream.print(2.5);
          stream.println();
          stream.write('w');
          stream.write(new byte[] {'x', 'y'});
          stream.write(new byte[] {'1', '2', '3'}, 1, 1);
        });
    services.put(
        "flushes",
        (request, response) -> {
          response.getWriter().print("first");
          response.getWriter().flush();
          response.getWriter().print("second");
          response.flushBuffer();
          response.getWriter().print("third");
        });
    services.put(
        "closes",
        (request, response) -> {
          try (PrintWriter writer = response.getWriter()) {
            writer.print("closed");
          }
        });
    services.put(
        "asksTheWriter",
        (request, response) -> {
          response.getWriter().print("asked");
          response.setHeader("X-Failed", String.valueOf(response.getWriter().checkError()));
        });
    services.put(
        "resets",
        (request, response) -> {
          response.getWriter().print("gone");
          response.reset();
          response.getOutputStream().print("kept");
        });
    services.put(
        "resetsItsBuffer",
        (request, response) -> {
          response.setHeader("X-Kept", "yes");
          response.getWriter().print("gone");
          response.resetBuffer();
          response.getWriter().print("kept");
        });
    services.put(
        "mixesWriterAndStream",
        (request, response) -> {
          response.getWriter().print("text");
          try {
            response.getOutputStream();
          } catch (IllegalStateException e) {
            response.getWriter().print(" refused");
          }
        });
    services.put(
        "ownLength",
        (request, response) -> {
          response.setContentLength(5);
          response.setBufferSize(64_000);
          response.getOutputStream().write(new byte[5]);
        });
    services.put(
        "trailers",
        (request, response) -> {
          response.setHeader("Trailer", "X-End");
          response.setTrailerFields(() -> Map.of("X-End", "1"));
          response.getOutputStream().print(LARGE);
        });
    services.put("redirect", (request, response) -> response.sendRedirect("/elsewhere"));
    services.put("error", (request, response) -> response.sendError(418));
    services.put(
        "failure",
        (request, response) -> {
          response.getWriter().print("gone");
          throw new IOException();
        });
    services.put(
        "forward",
        (request, response) -> request.getRequestDispatcher("/text").forward(request, response));
    services.put(
        "include",
        (request, response) -> {
          response.getWriter().print("before ");
          request.getRequestDispatcher("/text").include(request, response);
          response.getWriter().print(" after");
        });
    services.put(
        "async",
        (request, response) -> {
          AsyncContext async = request.startAsync();
          async.getResponse().getWriter().print(LARGE);
          async.complete();
        });
    services.put(
        "asyncDispatch", (request, response) -> request.startAsync().dispatch("/textOfChunks"));
    services.put("nonBlocking", UnchangedResponsesTest::writeWithoutBlocking);
    return services;
  }

  private static void writeWithoutBlocking(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext async = request.startAsync();
    ServletOutputStream stream = response.getOutputStream();
    stream.setWriteListener(
        new WriteListener() {
          private int left = 64;

          @Override
          public void onWritePossible() throws IOException {
            while (stream.isReady()) {
              if (left-- == 0) {
                async.complete();
                return;
              }
              stream.write(new byte[65_536]);
            }
          }

          @Override
          public void onError(Throwable failure) {
            async.complete();
          }
        });
  }

  @Test
  void everyResponseIsTheSame() throws IOException {
    TomcatServer.App app = TomcatServer.app();
    TomcatServer.App plain = TomcatServer.app().withoutMonitor();
    Map<String, Service> services = services();
    services.forEach(
        (name, service) -> {
          app.servlet("/" + name, service);
          plain.servlet("/" + name, service);
        });
    try (TomcatServer server = app.start();
        TomcatServer alone = plain.start()) {
      for (String name : services.keySet()) {
        for (String method : new String[] {"GET", "HEAD"}) {
          String request =
              method + " /" + name + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
          String expected = comparable(alone.exchange(request));
          assertThat(comparable(server.exchange(request))).as(name).isEqualTo(expected);
        }
      }
      assertThat(server.recorded()).hasSize(2 * services.size());
      assertThat(server.document().self().swallowedErrors()).isZero();
    }
  }

  /** Leaves out the date, and the frames of a stack trace. */
  private static String comparable(String answer) {
    return answer
        .replaceAll("Date: [^\r]*\r\n", "")
        .replaceAll("(?m)^\\s*(at )?(dev\\.lapwing|org\\.apache)\\..*\\R", "");
  }

  /** Tomcat lets the kernel send a file only if it finds its own request and response. */
  @Test
  void fileIsSentWithoutCopyingAsWithoutTheFilter() throws IOException {
    AtomicReference<Object> sentByTheKernel = new AtomicReference<>();
    try (TomcatServer server =
        TomcatServer.app()
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
