/** Which edge locations serve: fewer cost less. */
export enum PriceClass {
  /** North America, Europe and Israel. */
  PriceClass100 = "PriceClass_100",
  /** All but South America, Australia and New Zealand. */
  PriceClass200 = "PriceClass_200",
  /** All. */
  PriceClassAll = "PriceClass_All",
}
