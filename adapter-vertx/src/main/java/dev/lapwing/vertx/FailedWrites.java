// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import io.vertx.core.internal.net.NetSocketInternal;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures to write to a socket. A service that fails of one may be told before the response
 * is told that its client left.
 */
final class FailedWrites {
  private static final int MAX_CAUSES = 8;
  private static final Pattern JDK_WRITE = Pattern.compile("write|transferTo");
  private static final Pattern SYSTEM_CALL = Pattern.compile("(write|send)\\w*\\(\\.\\.\\)");

  private FailedWrites() {}

  /** Returns whether a failure, or a cause of it, is that something could not be written. */
  static boolean isOne(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      if (cause == NetSocketInternal.CLOSED_EXCEPTION
          || cause instanceof ClosedChannelException
          || (cause instanceof IOException && wasThrownByWrite(cause))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Netty's native transports name the system call instead, in the message. */
  private static boolean wasThrownByWrite(Throwable failure) {
    String message = failure.getMessage();
    return (message != null && SYSTEM_CALL.matcher(message).lookingAt())
        || Arrays.stream(failure.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().startsWith("sun.nio.ch.")
                        && JDK_WRITE.matcher(frame.getMethodName()).lookingAt());
  }
}
