#!/bin/sh
# schemas_test.sh XMLLINT SOURCE_DIR: every data file keeps its schema, and the schemas refuse what they should.
xmllint=$1
cd "$2" || exit 2
failed=0
keeps() { "$xmllint" --noout --relaxng "catalog/schema/$1" "$2" || failed=1; }
refuses() { # schema file what instead
  if sed "s|$3|$4|" "$2" | "$xmllint" --noout --relaxng "catalog/schema/$1" - 2>/dev/null; then
    echo "FAIL $1 accepts $4 in $2"
    failed=1
  fi
}
for file in catalog/methods/*.xml; do keeps method.rng "$file"; done
for file in templates/*.xml; do keeps form.rng "$file"; done
for file in catalog/catalogues/*.xml catalog/crosswalks/*.xml catalog/handling/*.xml; do [ ! -e "$file" ] || keeps catalogue.rng "$file"; done
keeps messages.rng catalog/messages.xml
refuses method.rng catalog/methods/sme-3x3.xml 'rule="max"' 'rule="avg"'
refuses method.rng catalog/methods/sme-3x3.xml '<band from="9"' '<band from="nine"'
refuses form.rng templates/asset-register.xml 'type="identifier"' 'type="id"'
refuses messages.rng catalog/messages.xml '<finding id="empty-file">' '<finding>'
exit $failed
