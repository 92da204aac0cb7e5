// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what containers throw at a service for its client's sake, by the names of classes. */
final class ContainerFailures {
  private static final int MAX_CAUSES = 8;

  private static final Set<String> CLIENT_LEFT =
      Set.of(
          "org.apache.catalina.connector.ClientAbortException",
          "org.eclipse.jetty.io.EofException");

  /** What sockets throw, and services that read from elsewhere throw too. */
  private static final Set<Class<?>> PLAIN =
      Set.of(IOException.class, SocketException.class, ClosedChannelException.class);

  /**
   * Where a plain exception comes from that is the client's: Undertow hands it to who reads the
   * request; Tomcat to async listeners, which may be before the writer knows.
   */
  private static final Set<String> CLIENT_SIDE =
      Set.of(
          "io.undertow.servlet.spec.ServletInputStreamImpl",
          "org.apache.tomcat.util.net.SocketWrapperBase");

  private static final Set<String> BAD_REQUEST =
      Set.of(
          "org.apache.coyote.BadRequestException",
          "org.apache.tomcat.util.http.InvalidParameterException",
          "org.eclipse.jetty.http.BadMessageException",
          "org.eclipse.jetty.http.HttpException$IllegalArgumentException");

  private ContainerFailures() {}

  /** Returns whether the client could be neither read from nor written to. */
  static boolean clientLeft(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      if (isOneOf(cause, CLIENT_LEFT) || isFromClientSide(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isFromClientSide(Throwable failure) {
    return PLAIN.contains(failure.getClass())
        && Arrays.stream(failure.getStackTrace())
            .anyMatch(frame -> CLIENT_SIDE.contains(frame.getClassName()));
  }

  /** Returns whether what the client sent was malformed, which the container answers with 400. */
  static boolean isBadRequest(Throwable failure) {
    return isOneOf(failure, BAD_REQUEST) && !clientLeft(failure);
  }

  private static boolean isOneOf(Throwable failure, Set<String> classNames) {
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      if (classNames.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }
}
