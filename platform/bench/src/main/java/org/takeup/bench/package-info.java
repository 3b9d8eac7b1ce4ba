/** Benchmarks, run by hand: what a request costs beside the least that it could cost. Nothing here is shipped. */
@NullMarked
package org.takeup.bench;

import org.jspecify.annotations.NullMarked;
