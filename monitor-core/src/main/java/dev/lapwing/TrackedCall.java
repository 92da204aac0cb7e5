// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Callable} that says which exception it throws, so that whoever tracks it need not catch
 * more than that.
 *
 * @param <T> the type of the result
 * @param <E> the type of the exception; inferred as unchecked where none is thrown
 */
@FunctionalInterface
public interface TrackedCall<T extends @Nullable Object, E extends Exception> extends Callable<T> {

  /**
   * Does the work.
   *
   * @throws E if it fails
   */
  @Override
  T call() throws E;
}
