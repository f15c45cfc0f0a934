; The installer for Windows. pack.sh compiles it, with these definitions:
;   VERSION NUMBERS     0.1.0, and the same as four numbers
;   COMPRESSION         small or fast
;   GENERATED           what pack.sh makes of the stage: the functions Put.*, which write files, and the components' sizes
;   LEDGERS LICENCES    the lists of what is written, and the text that is agreed to
;   SOURCE OUTPUT SIGN  this folder; the installer's file; the program that signs it, if any
;
; The stub must be of 64 bits: one of 32 would see another registry and another Program Files.
Unicode true
Target amd64-unicode
!if ${COMPRESSION} == small
  SetCompressor /SOLID lzma
  ; As much as both copies of a library span; identical files are stored once all the same.
  SetCompressorDictSize 64
!else
  ; For tests: zlib would take a minute over the generators, in which there is nothing to be won.
  SetCompressor zlib
  SetCompress off
!endif

; A truncated or changed installer ends before it has written anything. "force" because /NCRC would switch off what is not forced.
CRCCheck force
RequestExecutionLevel user
ManifestDPIAware true
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow
Name "Enlarger"
Caption "Enlarger ${VERSION}"
BrandingText "Enlarger ${VERSION}"
OutFile "${OUTPUT}"

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey ProductName "Enlarger"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installs Enlarger"
VIAddVersionKey CompanyName "The Enlarger authors"
VIAddVersionKey LegalCopyright "Copyright (c) 2026 The Enlarger authors, MIT licence"

!ifdef SIGN
  !finalize '"${SIGN}" "%1"' = 0
  !uninstfinalize '"${SIGN}" "%1"' = 0
!endif

!addincludedir "${SOURCE}"
!include MUI2.nsh
!include LogicLib.nsh
!include Sections.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include StrFunc.nsh
!include WinMessages.nsh

${StrRep}
${StrLoc}

; First in what is compressed as one, so that the first page need not wait for everything before them.
ReserveFile /plugin System.dll
ReserveFile /plugin nsDialogs.dll
ReserveFile /plugin nsExec.dll
ReserveFile /plugin UserInfo.dll

!define KEY "Software\Enlarger"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Enlarger"
; What is not yet, and what is no longer, the installation lies beside it until the new one is complete.
!define NEW ".enlarger-new"
!define OLD ".enlarger-old"

Var Mode            ; user or machine
Var Log             ; the file that is told what happened
Var Failed          ; the sentence with which it ended, if it did
Var LocalData       ; the user's folders, whatever the mode is
Var RoamingData
Var UserDocuments
Var Target          ; where the functions Put.* write
Var Ledger          ; which list belongs to a place, and its folder
Var Place
Var Line
Var LineFile
Var FolderIsGiven   ; by /D=
Var OldFolder       ; where it is installed, of which version, and what its user did not want
Var OldVersion
Var Declined
Var Wanted          ; what /COMPONENTS names, as in ",gimp3,krita,"
Var WantedIsGiven
Var Force           ; /FORCE
Var Part            ; /PART: the folder of Paint.NET's plug-in, the only thing to be done
Var PaintNetGiven   ; the folder of a portable Paint.NET
Var PaintNet        ; the plug-in's folder there, or empty
Var PaintNetKind    ; store, classic or portable
Var GimpIsFound     ; 1, or empty
Var KritaFolder     ; the folder that holds pykrita and actions, or empty
Var Button1
Var Button2
Var Field
Var Purge           ; whether the uninstaller takes the user's settings, too
Var FinishText

!include "common.nsh"
!include "path.nsh"
!include "explorer.nsh"
!insertmacro CommonFunctions ""
!insertmacro CommonFunctions "un."
!insertmacro PathFunctions ""
!insertmacro PathFunctions "un."
!define /redef un ""

!define MUI_ICON "${NSISDIR}\Contrib\Graphics\Icons\modern-install.ico"
!define MUI_UNICON "${NSISDIR}\Contrib\Graphics\Icons\modern-uninstall.ico"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_LICENSEPAGE_TEXT_TOP "Enlarger is free software. DirectML and what else is inside stay under their own licences."
!define MUI_DIRECTORYPAGE_TEXT_TOP "Setup will put Enlarger into this folder. Choose another one, which is new or empty, if you like."
!define MUI_FINISHPAGE_TITLE "Enlarger is installed"
!define MUI_FINISHPAGE_TEXT "$FinishText"
!define MUI_FINISHPAGE_TEXT_LARGE

!insertmacro MUI_PAGE_LICENSE "${LICENCES}"
Page custom ShowScope LeaveScope
!insertmacro MUI_PAGE_COMPONENTS
Page custom ShowPaintNet LeavePaintNet
!define MUI_PAGE_CUSTOMFUNCTION_PRE PreDirectory
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveDirectory
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

UninstPage custom un.ShowQuestion un.LeaveQuestion
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!include "${GENERATED}"

; The sections are what can be chosen and how large it is. The last one does the work, in an order of its own.
Section "Enlarger" Section.program
  SectionIn RO
  AddSize ${Size.program}
SectionEnd

Section "Command line" Section.command-line
SectionEnd

Section "Paint.NET" Section.paint.net
  AddSize ${Size.paint.net}
SectionEnd

Section "GIMP 3" Section.gimp3
  AddSize ${Size.gimp3}
SectionEnd

Section "Krita" Section.krita
  AddSize ${Size.krita}
SectionEnd

!ifdef EXPLORER
  Section "Menu of pictures in Explorer" Section.explorer
  SectionEnd
!endif

SectionGroup /e "More generators" Group.generators
  !macro GeneratorSection Id Title
    Section "${Title}" Section.${Id}
      AddSize ${Size.${Id}}
    SectionEnd
  !macroend
  !insertmacro EachGenerator GeneratorSection
SectionGroupEnd

Section "-Install"
  Call Install
SectionEnd

Section "Uninstall"
  Call un.Uninstall
SectionEnd

; What can be left out, by its word for /COMPONENTS.
!macro EachComponent Do
  !insertmacro ${Do} "command-line" ""
  !insertmacro ${Do} "paint.net" ""
  !insertmacro ${Do} "gimp3" ""
  !insertmacro ${Do} "krita" ""
  !ifdef EXPLORER
    !insertmacro ${Do} "explorer" ""
  !endif
  !insertmacro EachGenerator ${Do}
!macroend

!include "hosts.nsh"
!include "questions.nsh"
!include "switches.nsh"
!include "install.nsh"
!include "uninstall.nsh"

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${Section.program} "The program enlarger with the generator for photographs that is the default."
  !insertmacro MUI_DESCRIPTION_TEXT ${Section.command-line} "The command enlarger is found in every terminal (PATH)."
  !insertmacro MUI_DESCRIPTION_TEXT ${Section.paint.net} "The plug-in for Paint.NET 5.1, under Effects > Enlarger. A portable Paint.NET can be chosen on the next page."
  !insertmacro MUI_DESCRIPTION_TEXT ${Section.gimp3} "The plug-in for GIMP 3, under Filters > Enlarger."
  !insertmacro MUI_DESCRIPTION_TEXT ${Section.krita} "The plug-in for Krita 5, under Tools > Scripts. Switch it on in Krita's Python Plugin Manager."
  !ifdef EXPLORER
    !insertmacro MUI_DESCRIPTION_TEXT ${Section.explorer} "Enlarge 2x, Enlarge 4x and Restore blur in Explorer's menu of PNG, JPEG, WebP and TIFF files."
  !endif
  !insertmacro MUI_DESCRIPTION_TEXT ${Group.generators} "Networks for other pictures and purposes. They can be restored later, too, which needs Node.js."
!insertmacro MUI_FUNCTION_DESCRIPTION_END
