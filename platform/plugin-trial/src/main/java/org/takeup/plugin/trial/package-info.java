/**
 * What the tests of several modules share about plugins: a compiler, a packer, and the API as it was released. Nothing of
 * it is in what we ship.
 */
@NullMarked
package org.takeup.plugin.trial;

import org.jspecify.annotations.NullMarked;
