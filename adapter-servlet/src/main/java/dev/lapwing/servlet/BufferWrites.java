// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes buffers as Servlet 6.1 has it, an API that this code is not compiled with. */
final class BufferWrites {
  private static final @Nullable MethodHandle WRITE = find();

  private BufferWrites() {}

  private static @Nullable MethodHandle find() {
    try {
      MethodType type = MethodType.methodType(void.class, ByteBuffer.class);
      return MethodHandles.publicLookup().findVirtual(ServletOutputStream.class, "write", type);
    } catch (ReflectiveOperationException servlet60) {
      return null;
    }
  }

  static void write(ServletOutputStream target, ByteBuffer buffer) throws IOException {
    if (WRITE == null) {
      throw new UnsupportedOperationException("this container has the API of Servlet 6.0");
    }
    try {
      WRITE.invokeExact(target, buffer);
    } catch (IOException | RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
