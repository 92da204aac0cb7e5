// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that all threads of this JVM have allocated since it started. From JDK 21 on the JVM
 * knows, ended threads and all. Before, it knows of each live thread; here are added the threads
 * that have ended since an earlier reading, with what they had then. A server's threads that end do
 * so after idling, so nothing is missing as long as there is a reading after each load.
 */
final class AllocatedBytes {

  private static final @Nullable Method TOTAL = total();

  private final ThreadMXBean threads =
      (ThreadMXBean) ManagementFactory.getPlatformMXBean(java.lang.management.ThreadMXBean.class);
  private final Map<Long, Long> byThread = new HashMap<>();

  long read() {
    return TOTAL == null ? addUp() : invoke(TOTAL);
  }

  private long addUp() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) {
        byThread.put(ids[i], bytes[i]);
      }
    }
    return byThread.values().stream().mapToLong(Long::longValue).sum();
  }

  private long invoke(Method method) {
    try {
      return (long) method.invoke(threads);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("this JVM does not count allocated bytes", e);
    }
  }

  private static @Nullable Method total() {
    try {
      return ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
    } catch (NoSuchMethodException before21) {
      return null;
    }
  }
}
