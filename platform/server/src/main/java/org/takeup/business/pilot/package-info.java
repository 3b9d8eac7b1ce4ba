/**
 * Pilots: something is tried out with a part of the people first, and compared with others. Assigns by chance or by matching, compares
 * by difference-in-differences, and says what can be concluded and what cannot. Reads learning data of single people to compare
 * groups; shows groups that are large enough, and nobody.
 */
@NullMarked
package org.takeup.business.pilot;

import org.jspecify.annotations.NullMarked;
