/** What each adapter adds to a request, with nothing of a network. */
@NullMarked
package dev.lapwing.benchmarks.adapters;

import org.jspecify.annotations.NullMarked;
