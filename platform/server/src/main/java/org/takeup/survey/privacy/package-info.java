/**
 * What anonymous surveys rest on: blind signatures, seals, and the two lists that share no value (who was let in, and what
 * was answered). Knows bytes, units and tickets; what a question or an answer is, only {@code org.takeup.survey} knows. The
 * reasons are in {@code platform/decisions/anonymous-surveys.md}.
 */
@NullMarked
package org.takeup.survey.privacy;

import org.jspecify.annotations.NullMarked;
