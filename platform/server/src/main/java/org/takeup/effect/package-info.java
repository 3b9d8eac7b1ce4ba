/**
 * What steps of plans come to: what somebody expected of each, what those it reached did compared with others, which messengers and
 * which kinds of steps are worth it, and which to stop. Reads learning data of single people to compare groups; shows groups that
 * are large enough and tell nothing by subtraction, and nobody.
 */
@NullMarked
package org.takeup.effect;

import org.jspecify.annotations.NullMarked;
