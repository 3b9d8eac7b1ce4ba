/**
 * Stumbling blocks in people's own words: told by anybody at any time, tagged to a barrier by planners. What is not tagged
 * yet waits in a queue. Takes the catalogue of barriers from {@code measure}; who told is known here alone.
 */
@NullMarked
package org.takeup.obstacle;

import org.jspecify.annotations.NullMarked;
