package org.wasl.numbering.wire;

import java.util.List;
import org.wasl.numbering.filing.FiledResource;
import org.wasl.numbering.filing.FiledStatus;
import org.wasl.numbering.filing.PlanFiling;

/// The words of the document in its three languages. The reader knows the same headings.
public enum E129Words {
  AR(
      "عرض الخطة الوطنية للترقيم (ITU-T E.129)",
      "رمز البلد",
      "البادئة الدولية",
      "البادئة الوطنية",
      "لا يوجد",
      "تاريخ العرض",
      List.of(
          "نوع المورد",
          "رمز المقصد الوطني أو الأرقام الأولى",
          "أدنى طول للرقم الوطني",
          "أقصى طول للرقم الوطني",
          "الاستخدام",
          "الحائز",
          "المنطقة",
          "الحالة",
          "صالح من تاريخ",
          "صالح إلى تاريخ",
          "ملاحظات"),
      List.of(
          "E.164",
          "رمز قصير",
          "رمز شبكة متنقلة",
          "رمز نقطة تشوير",
          "رقم تعريف مُصدر",
          "رمز منطقة تشوير",
          "رمز نقطة تشوير وطنية",
          "رمز مشغّل لدى الاتحاد",
          "نطاق ENUM"),
      List.of("مخصَّص", "محجوز", "غير مخصَّص", "مسحوب")),
  EN(
      "Presentation of the national numbering plan (ITU-T E.129)",
      "Country code",
      "International prefix",
      "National (trunk) prefix",
      "none",
      "Date of presentation",
      List.of(
          "Kind of resource",
          "NDC or leading digits of N(S)N",
          "Minimum N(S)N length",
          "Maximum N(S)N length",
          "Usage of E.164 number",
          "Holder",
          "Area",
          "Status",
          "Valid from (date)",
          "Valid to (date)",
          "Additional information"),
      List.of("E.164", "short", "MNC", "ISPC", "IIN", "SANC", "NSPC", "ICC", "ENUM"),
      List.of("allocated", "reserved", "unallocated", "withdrawn")),
  FR(
      "Présentation du plan national de numérotage (UIT-T E.129)",
      "Indicatif de pays",
      "Préfixe international",
      "Préfixe national",
      "aucun",
      "Date de présentation",
      List.of(
          "Nature de la ressource",
          "NDC ou premiers chiffres du N(S)N",
          "Longueur minimale du N(S)N",
          "Longueur maximale du N(S)N",
          "Utilisation du numéro E.164",
          "Titulaire",
          "Zone",
          "Statut",
          "Valable du (date)",
          "Valable jusqu'au (date)",
          "Informations complémentaires"),
      List.of("E.164", "court", "MNC", "ISPC", "IIN", "SANC", "NSPC", "ICC", "ENUM"),
      List.of("attribué", "réservé", "non attribué", "retiré"));

  private final String title;
  private final String countryCode;
  private final String international;
  private final String trunk;
  private final String none;
  private final String date;
  private final List<String> headings;
  private final List<String> resources;
  private final List<String> statuses;

  E129Words(
      String title,
      String countryCode,
      String international,
      String trunk,
      String none,
      String date,
      List<String> headings,
      List<String> resources,
      List<String> statuses) {
    this.title = title;
    this.countryCode = countryCode;
    this.international = international;
    this.trunk = trunk;
    this.none = none;
    this.date = date;
    this.headings = headings;
    this.resources = resources;
    this.statuses = statuses;
  }

  boolean rightToLeft() {
    return this == AR;
  }

  String title() {
    return title;
  }

  List<String> headings() {
    return headings;
  }

  String name(PlanFiling.Names names) {
    return switch (this) {
      case AR -> names.ar();
      case EN -> names.en();
      case FR -> names.fr();
    };
  }

  /// The lines in front of the table.
  List<String> lines(PlanFiling plan) {
    String prefix = plan.trunkPrefix().isEmpty() ? none : plan.trunkPrefix();
    return List.of(
        name(plan.country()),
        name(plan.authority()),
        countryCode + ": +" + plan.countryCode(),
        international + ": " + plan.internationalPrefix(),
        trunk + ": " + prefix,
        date + ": " + plan.date());
  }

  String word(FiledResource resource) {
    return resources.get(resource.ordinal());
  }

  String word(FiledStatus status) {
    return statuses.get(status.ordinal());
  }
}
