/**
 * The text that people write once for all formats: a small, safe subset, read into a tree. Pure texts in, trees out; no store,
 * no people.
 */
@NullMarked
package org.takeup.message.source;

import org.jspecify.annotations.NullMarked;
