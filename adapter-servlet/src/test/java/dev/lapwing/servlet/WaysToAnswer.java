// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** All that a service can do with its response, by name. */
final class WaysToAnswer {
  static final String LARGE = "0123456789".repeat(5_000);

  private WaysToAnswer() {}

  static Map<String, Service> all() {
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
          IOException withoutFrames = new IOException();
          withoutFrames.setStackTrace(new StackTraceElement[0]);
          throw withoutFrames;
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
    services.put("nonBlocking", WaysToAnswer::writeWithoutBlocking);
    services.put(
        "asyncThread",
        (request, response) -> {
          AsyncContext async = request.startAsync();
          async.start(
              () -> {
                Answers.send(async, 203, LARGE);
                async.complete();
              });
        });
    services.put(
        "trailersOfChunks",
        (request, response) -> {
          response.setHeader("Trailer", "X-End");
          response.setTrailerFields(() -> Map.of("X-End", "1"));
          response.getOutputStream().print("first");
          response.flushBuffer();
          response.getOutputStream().print("second");
        });
    services.put(
        "byteBuffers",
        (request, response) -> {
          writeBuffer(response.getOutputStream(), ByteBuffer.wrap(new byte[] {'a', 'b'}, 1, 1));
          ByteBuffer direct = ByteBuffer.allocateDirect(LARGE.length());
          direct.put(LARGE.getBytes(StandardCharsets.US_ASCII)).flip();
          writeBuffer(response.getOutputStream(), direct);
          response.getOutputStream().print(" left " + direct.remaining());
        });
    return services;
  }

  /** What Servlet 6.1 has and the API that this is compiled with has not. */
  private static void writeBuffer(ServletOutputStream stream, ByteBuffer buffer) {
    try {
      ServletOutputStream.class.getMethod("write", ByteBuffer.class).invoke(stream, buffer);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
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
}
