/**
 * The business case: an organisation's priorities, its learning programmes with what each is to bring and to cost, in which order
 * they pay, and where they claim the same people. Reads measures through {@code measure} and sizes of segments through
 * {@code people}, and whether all is ready for a launch from released results through {@code survey}; names nobody.
 */
@NullMarked
package org.takeup.business;

import org.jspecify.annotations.NullMarked;
