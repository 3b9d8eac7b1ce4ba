/**
 * Who must be won over, and the plan that does it: stakeholders, drafts by plan builders, approval, dispatch, tick-offs.
 * Sends through {@code delivery}, finds people through {@code people} and builders through {@code plugin}.
 */
@NullMarked
package org.takeup.plan;

import org.jspecify.annotations.NullMarked;
