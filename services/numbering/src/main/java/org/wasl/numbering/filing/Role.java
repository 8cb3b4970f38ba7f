package org.wasl.numbering.filing;

/// What a column of a filed table holds.
enum Role {
  RESOURCE,
  INDEX,
  TEST,
  OLD,
  NEW,
  PARALLEL,
  WORDING,
  MAX,
  MIN,
  LENGTH,
  CC_LENGTH,
  SN_LENGTH,
  FROM_DATE,
  TO_DATE,
  START,
  END,
  STATUS,
  ISPC,
  IIN,
  MNC,
  QUANTITY,
  HOLDER,
  SHORT,
  INFO,
  AREA_CODE,
  USAGE,
  SERIES,
  AREA,
  CODE,
  OTHER;

  boolean holdsCodes() {
    return switch (this) {
      case OLD, NEW, START, END, SHORT, AREA_CODE, SERIES, CODE, ISPC, IIN, MNC -> true;
      case INDEX, TEST, PARALLEL, WORDING, MAX, MIN, LENGTH, CC_LENGTH, SN_LENGTH -> false;
      case FROM_DATE, TO_DATE, STATUS, QUANTITY, HOLDER, INFO, USAGE, AREA, OTHER, RESOURCE ->
          false;
    };
  }
}
