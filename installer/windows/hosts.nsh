; Where the editors are.

!define GIMP_PLACES "$PLUGINSDIR\gimp.txt"

Function FindHosts
  Call FindPaintNet
  Call FindGimp
  Call FindKrita
FunctionEnd

; The Store's version, and that alone, reads a folder of the user's, which it makes. The other one reads its own, which is an
; administrator's. Another folder than either is a portable one.
Function FindPaintNet
  StrCpy $0 ""
  ${If} ${FileExists} "$UserDocuments\paint.net App Files\*.*"
    StrCpy $0 "$UserDocuments\paint.net App Files\Effects\Enlarger"
  ${EndIf}
  ReadRegStr $1 HKLM "SOFTWARE\paint.net" "TARGETDIR"
  ${If} $1 == ""
    StrCpy $1 "$PROGRAMFILES64\paint.net"
  ${EndIf}
  StrCpy $2 $1 1 -1
  ${If} $2 == "\"
    StrCpy $1 $1 -1
  ${EndIf}
  ${If} ${FileExists} "$1\paintdotnet.exe"
    StrCpy $1 "$1\Effects\Enlarger"
  ${Else}
    StrCpy $1 ""
  ${EndIf}

  StrCpy $PaintNet ""
  ${If} $PaintNetGiven != ""
    Call ReadPaintNetGiven
  ${ElseIf} $0 != ""
  ${AndIf} $Mode == user
    StrCpy $PaintNet $0
  ${ElseIf} $1 != ""
    StrCpy $PaintNet $1
  ${Else}
    StrCpy $PaintNet $0
  ${EndIf}
  ${If} $PaintNet == ""
    StrCpy $PaintNetKind ""
  ${ElseIf} $PaintNet == $0
    StrCpy $PaintNetKind store
  ${ElseIf} $PaintNet == $1
    StrCpy $PaintNetKind classic
  ${Else}
    StrCpy $PaintNetKind portable
  ${EndIf}
FunctionEnd

; Paint.NET's folder, or its Effects.
Function ReadPaintNetGiven
  StrCpy $3 $PaintNetGiven 1 -1
  ${If} $3 == "\"
    StrCpy $PaintNetGiven $PaintNetGiven -1
  ${EndIf}
  StrCpy $4 $PaintNetGiven
  ${GetFileName} $4 $3
  ${If} $3 == "Effects"
    ${GetParent} $4 $4
  ${EndIf}
  ; Those that were found need not have their Effects yet.
  ${If} "$4\Effects\Enlarger" == $0
  ${OrIf} "$4\Effects\Enlarger" == $1
  ${OrIf} ${FileExists} "$4\paintdotnet.exe"
  ${OrIf} ${FileExists} "$4\Effects\*.*"
    StrCpy $PaintNet "$4\Effects\Enlarger"
  ${ElseIf} ${Silent}
    ${Fail} "There is no Paint.NET in $PaintNetGiven: give the folder with paintdotnet.exe, or its Effects."
  ${EndIf}
FunctionEnd

; The plug-in's folder $0, once.
Function AddGimp
  StrCpy $GimpIsFound 1
  StrCpy $8 0
  ${EachLine} "${GIMP_PLACES}" CompareGimp
  ${If} $8 == 0
    ${Append} "${GIMP_PLACES}" $0
  ${EndIf}
FunctionEnd

Function CompareGimp
  ${If} $Line == $0
    StrCpy $8 1
  ${EndIf}
FunctionEnd

; A GIMP in the folder $1, of the version $2, if that is known.
Function AddGimpIn
  ${IfNot} ${FileExists} "$1\lib\gimp\3.0\*.*"
    Return
  ${EndIf}
  ${If} $Mode == machine
    StrCpy $0 "$1\lib\gimp\3.0\plug-ins\enlarger-gimp3"
  ${Else}
    ; Profiles are called by the first two numbers: 3.0, 3.2.
    StrCpy $3 $2 3
    StrCpy $4 $2 2
    ${If} $4 != "3."
      StrCpy $3 "3.0"
      ${If} ${FileExists} "$1\bin\gimp-3.2.exe"
        StrCpy $3 "3.2"
      ${EndIf}
    ${EndIf}
    StrCpy $0 "$RoamingData\GIMP\$3\plug-ins\enlarger-gimp3"
  ${EndIf}
  Call AddGimp
FunctionEnd

!macro FindGimpIn Root
  StrCpy $5 0
  ${Do}
    EnumRegKey $6 ${Root} "Software\Microsoft\Windows\CurrentVersion\Uninstall" $5
    ${If} $6 == ""
      ${ExitDo}
    ${EndIf}
    IntOp $5 $5 + 1
    ReadRegStr $7 ${Root} "Software\Microsoft\Windows\CurrentVersion\Uninstall\$6" "DisplayName"
    StrCpy $7 $7 6
    ${If} $7 == "GIMP 3"
      ReadRegStr $1 ${Root} "Software\Microsoft\Windows\CurrentVersion\Uninstall\$6" "InstallLocation"
      ReadRegStr $2 ${Root} "Software\Microsoft\Windows\CurrentVersion\Uninstall\$6" "DisplayVersion"
      StrCpy $7 $1 1 -1
      ${If} $7 == "\"
        StrCpy $1 $1 -1
      ${EndIf}
      Call AddGimpIn
    ${EndIf}
  ${Loop}
!macroend

Function FindGimp
  StrCpy $GimpIsFound ""
  Delete "${GIMP_PLACES}"
  !insertmacro FindGimpIn HKCU
  !insertmacro FindGimpIn HKLM
  StrCpy $2 ""
  StrCpy $1 "$PROGRAMFILES64\GIMP 3"
  Call AddGimpIn
  ${If} $Mode == user
    StrCpy $1 "$LocalData\Programs\GIMP 3"
    Call AddGimpIn
    FindFirst $5 $6 "$RoamingData\GIMP\3.*"
    ${DoWhile} $6 != ""
      ${If} ${FileExists} "$RoamingData\GIMP\$6\*.*"
        StrCpy $0 "$RoamingData\GIMP\$6\plug-ins\enlarger-gimp3"
        Call AddGimp
      ${EndIf}
      FindNext $5 $6
    ${Loop}
    FindClose $5
  ${EndIf}
FunctionEnd

; Krita reads plug-ins of the user's, and those beside its own.
Function FindKrita
  StrCpy $KritaFolder ""
  ${If} $Mode == machine
    ${If} ${FileExists} "$PROGRAMFILES64\Krita (x64)\share\krita\*.*"
      StrCpy $KritaFolder "$PROGRAMFILES64\Krita (x64)\share\krita"
    ${EndIf}
  ${ElseIf} ${FileExists} "$RoamingData\krita\*.*"
  ${OrIf} ${FileExists} "$PROGRAMFILES64\Krita (x64)\*.*"
    StrCpy $KritaFolder "$RoamingData\krita"
  ${EndIf}
FunctionEnd
