/**
 * What the people who run the platform look at: health, metrics and log lines, on a listener of its own. Never shows a
 * tenant, a person or an answer.
 */
@NullMarked
package org.takeup.ops;

import org.jspecify.annotations.NullMarked;
